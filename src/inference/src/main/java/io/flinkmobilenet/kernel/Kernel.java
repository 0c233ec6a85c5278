package io.flinkmobilenet.kernel;

/**
 * One operator of a network with its weights packed. Immutable; shared by threads.
 *
 * <p>Operands are slices of one float array, given by their start indices; feature maps are {@code
 * [H][W][C]}. The output overlaps no other operand.
 */
@FunctionalInterface
public interface Kernel {
  /** Start index that stands for no residual. */
  int NO_RESIDUAL = -1;

  /**
   * Computes the output.
   *
   * @param memory holds all operands
   * @param input start of the input
   * @param residual start of a map of the output's shape that is added to the output, or {@link
   *     #NO_RESIDUAL}; only a linear pointwise kernel and a bottleneck accept one
   * @param output start of the output
   * @param scratch start of {@link #scratch()} floats of working memory for the kernel
   */
  void run(float[] memory, int input, int residual, int output, int scratch);

  /** Returns the number of floats of working memory that a run needs besides its operands. */
  default int scratch() {
    return 0;
  }
}
