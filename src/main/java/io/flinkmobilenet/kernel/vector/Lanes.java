package io.flinkmobilenet.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * The vectors that all kernels here compute with: the widest the CPU has, or as wide as asked.
 *
 * <p>The helpers are for small methods only. Past 18,000 nodes of its graph HotSpot's compiler
 * inlines nothing more but what the JDK forces upon it, which all of the Vector API is and these
 * are not; and a vector that is handed to a method which was not inlined is an object on the heap,
 * a hundred times slower. The unrolled kernels therefore call the Vector API themselves. JDK 17
 * makes objects of sums that live through two nested loops, too.
 */
final class Lanes {
  /** System property that fixes the width in bits; meant for tests and measurements. */
  static final String BITS_PROPERTY = "flinkmobilenet.vector.bits";

  /** Constant for the compiler: the kernels are fast only where the species is known to it. */
  static final VectorSpecies<Float> SPECIES = species(Integer.getInteger(BITS_PROPERTY, 0));

  /** Floats in a vector. */
  static final int COUNT = SPECIES.length();

  /** The bits of 6. */
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

  static FloatVector load(float[] from, int index) {
    return FloatVector.fromArray(SPECIES, from, index);
  }

  static FloatVector all(float value) {
    return FloatVector.broadcast(SPECIES, value);
  }

  /**
   * min(max(x, 0), 6) on the bits: floats from zero up are ordered as their bits are, and negative
   * ones are negative integers. Two instructions, where floating-point minimum and maximum take
   * about ten to treat NaN as Java does; here NaN becomes 0 or 6.
   */
  static FloatVector relu6(FloatVector x) {
    return x.reinterpretAsInts().max(0).min(SIX).reinterpretAsFloats();
  }
}
