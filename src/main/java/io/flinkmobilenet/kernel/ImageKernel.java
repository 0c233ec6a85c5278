package io.flinkmobilenet.kernel;

/** The operator that a network starts with: it reads 8-bit pixels. Immutable; shared by threads. */
@FunctionalInterface
public interface ImageKernel {
  /**
   * Computes the output.
   *
   * @param rgb the picture, unsigned {@code [H][W][3]}
   * @param memory holds the output and the working memory
   * @param output start of the output, {@code [H'][W'][C]}
   * @param scratch start of {@link #scratch()} floats that the kernel may use as it likes
   */
  void run(byte[] rgb, float[] memory, int output, int scratch);

  /** Floats of working memory that a run needs besides its operands. */
  default int scratch() {
    return 0;
  }
}
