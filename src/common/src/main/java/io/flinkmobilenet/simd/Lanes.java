package io.flinkmobilenet.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * The vectors that all kernels compute with: the widest of the CPU, or of the requested width.
 *
 * <p>The following rules hold in all packages that use the Vector API. Breaking one of them costs a
 * factor of ten to a hundred on some JDK, because vectors become objects on the heap:
 *
 * <ul>
 *   <li>None of our methods takes or returns a vector. Above 18,000 nodes of its graph, HotSpot's
 *       compiler inlines only what the JDK forces it to inline, which is the Vector API itself.
 *   <li>No vector is the result of one of two branches.
 *   <li>No sum lives through two nested loops.
 *   <li>No vector operation takes a number inside a loop, because it would create a vector from the
 *       number in each iteration.
 * </ul>
 */
public final class Lanes {
  /** System property that sets the width in bits; for tests and measurements. */
  public static final String BITS_PROPERTY = "flinkmobilenet.vector.bits";

  /** System property that sets the number of vector registers; for tests and measurements. */
  public static final String REGISTERS_PROPERTY = "flinkmobilenet.vector.registers";

  /** A constant, because kernels are fast only if the compiler knows the species. */
  public static final VectorSpecies<Float> SPECIES = species(Integer.getInteger(BITS_PROPERTY, 0));

  /** Number of floats in a vector. */
  public static final int COUNT = SPECIES.length();

  /**
   * Whether there are 32 vector registers rather than 16: always on aarch64, and on x86 with
   * 512-bit vectors, also for narrower vectors.
   */
  public static final boolean MANY_REGISTERS =
      Integer.getInteger(REGISTERS_PROPERTY, registers()) >= 32;

  /**
   * Whether tiles must be small methods. Above 18,000 nodes HotSpot of JDK 17 no longer knows the
   * vector type that results if a vector is reinterpreted as integers and back, and leaves it on
   * the heap. When it reaches that number differs from run to run.
   */
  public static final boolean SMALL_METHODS = Runtime.version().feature() < 25;

  private static final int LEAST_BITS = 128;

  private Lanes() {}

  private static int registers() {
    boolean many =
        FloatVector.SPECIES_PREFERRED.vectorBitSize() >= 512
            || "aarch64".equals(System.getProperty("os.arch"));
    return many ? 32 : 16;
  }

  private static VectorSpecies<Float> species(int bits) {
    return bits == 0
        ? FloatVector.SPECIES_PREFERRED
        : VectorSpecies.of(float.class, VectorShape.forBitSize(bits));
  }

  /** Rounds the count up to whole vectors. */
  public static int wholeVectors(int count) {
    return Math.addExact(count, COUNT - 1) / COUNT * COUNT;
  }

  /** Returns the width of a vector in bits. */
  public static int bits() {
    return SPECIES.vectorBitSize();
  }

  /**
   * Checks that vectors are wide enough for kernels.
   *
   * @throws IllegalStateException if the vectors are narrower than 128 bits
   */
  public static void requireWidth() {
    if (bits() < LEAST_BITS) {
      throw new IllegalStateException(
          "vector kernels need vectors of %d bits, this JVM offers %d"
              .formatted(LEAST_BITS, bits()));
    }
  }
}
