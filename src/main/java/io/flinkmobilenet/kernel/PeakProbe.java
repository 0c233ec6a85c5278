package io.flinkmobilenet.kernel;

/**
 * Multiply-adds on registers alone: the most that these kernels could do on this core. What a
 * network reaches is measured against it.
 */
@FunctionalInterface
public interface PeakProbe {
  /** Values that {@link #run} reads and writes. */
  int MEMORY = 1024;

  /**
   * Multiplies and adds.
   *
   * @param memory {@value #MEMORY} floats; the sums end there, so that nothing can be left out
   * @param rounds how often the loop goes round
   * @return multiply-adds that were done
   */
  long run(float[] memory, int rounds);
}
