package io.flinkmobilenet.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * The vectors that all kernels here compute with: the widest the CPU has, or as wide as asked.
 *
 * <p>Rules of this package, each of which costs a factor of ten to a hundred, on one JDK or the
 * other, where it is broken, because vectors become objects on the heap:
 *
 * <ul>
 *   <li>No method of ours takes or gives a vector. Past 18,000 nodes of its graph HotSpot's
 *       compiler inlines nothing more but what the JDK forces upon it, which all of the Vector API
 *       is.
 *   <li>No vector is what either of two branches made.
 *   <li>No sum lives through two nested loops.
 * </ul>
 */
final class Lanes {
  /** System property that fixes the width in bits; meant for tests and measurements. */
  static final String BITS_PROPERTY = "flinkmobilenet.vector.bits";

  /** Constant for the compiler: the kernels are fast only where the species is known to it. */
  static final VectorSpecies<Float> SPECIES = species(Integer.getInteger(BITS_PROPERTY, 0));

  /** Floats in a vector. */
  static final int COUNT = SPECIES.length();

  /**
   * The bits of 6, for min(max(x, 0), 6) as {@code x.reinterpretAsInts().max(0).min(SIX)}: floats
   * from zero up are ordered as their bits are, and negative ones are negative integers. Two
   * instructions, where floating-point minimum and maximum take about ten to treat NaN as Java
   * does; here NaN becomes 0 or 6.
   */
  static final int SIX = Float.floatToRawIntBits(6);

  private Lanes() {}

  private static VectorSpecies<Float> species(int bits) {
    return bits == 0
        ? FloatVector.SPECIES_PREFERRED
        : VectorSpecies.of(float.class, VectorShape.forBitSize(bits));
  }

  static int bits() {
    return SPECIES.vectorBitSize();
  }
}
