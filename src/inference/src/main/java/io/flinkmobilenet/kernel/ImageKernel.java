package io.flinkmobilenet.kernel;

/** The first operator of a network, which reads 8-bit pixels. Immutable; shared by threads. */
@FunctionalInterface
public interface ImageKernel {
  /**
   * Computes the output.
   *
   * @param rgb the image, unsigned {@code [H][W][3]}
   * @param memory holds the output and the working memory
   * @param output start of the output, {@code [H'][W'][C]}
   * @param scratch start of {@link #scratch()} floats of working memory for the kernel
   */
  void run(byte[] rgb, float[] memory, int output, int scratch);

  /** Returns the number of floats of working memory that a run needs besides its operands. */
  default int scratch() {
    return 0;
  }
}
