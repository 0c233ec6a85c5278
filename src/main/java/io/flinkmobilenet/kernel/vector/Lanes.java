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
 *   <li>No vector operation takes a number inside a loop: it would make a vector of it each time.
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
   * Whether there are 32 vector registers rather than 16: on all of aarch64, and on x86 where there
   * are vectors of 512 bits, narrower ones included.
   */
  static final boolean MANY_REGISTERS =
      FloatVector.SPECIES_PREFERRED.vectorBitSize() >= 512
          || "aarch64".equals(System.getProperty("os.arch"));

  /**
   * Whether tiles must be small methods. Past the 18,000 nodes HotSpot of JDK 17 no longer knows
   * what kind of vector comes out where one is taken for integers and back, and leaves it on the
   * heap. How soon it comes to so many is not the same in each run.
   */
  static final boolean SMALL_METHODS = Runtime.version().feature() < 25;

  private Lanes() {}

  private static VectorSpecies<Float> species(int bits) {
    return bits == 0
        ? FloatVector.SPECIES_PREFERRED
        : VectorSpecies.of(float.class, VectorShape.forBitSize(bits));
  }

  /** The count, filled up to whole vectors. */
  static int wholeVectors(int count) {
    return Math.addExact(count, COUNT - 1) / COUNT * COUNT;
  }

  static int bits() {
    return SPECIES.vectorBitSize();
  }
}
