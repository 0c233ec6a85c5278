package io.flinkmobilenet.kernel;

/**
 * Measures multiply-adds on registers only: the upper limit of these kernels on this core, to which
 * the speed of a network is compared.
 */
@FunctionalInterface
public interface PeakProbe {
  /** Number of values that {@link #run} reads and writes. */
  int MEMORY = 1024;

  /**
   * Multiplies and adds.
   *
   * @param memory {@value #MEMORY} floats, into which the sums are written, so that the compiler
   *     cannot leave anything out
   * @param rounds number of loop iterations
   * @return number of multiply-adds
   */
  long run(float[] memory, int rounds);
}
