package io.flinkmobilenet.kernel;

/**
 * One operator of a network with its weights packed. Immutable; shared by threads.
 *
 * <p>Operands are slices of one array of floats, given by where they start; feature maps are {@code
 * [H][W][C]}. The output overlaps no other operand.
 */
@FunctionalInterface
public interface Kernel {
  /** Stands for a residual where there is none. */
  int NO_RESIDUAL = -1;

  /**
   * Computes the output.
   *
   * @param memory holds all operands
   * @param input start of the input
   * @param residual start of a map of the output's shape that is added to it, or {@link
   *     #NO_RESIDUAL}; only a linear pointwise kernel takes one
   * @param output start of the output
   * @param scratch start of {@link #scratch()} floats that the kernel may use as it likes
   */
  void run(float[] memory, int input, int residual, int output, int scratch);

  /** Floats of working memory that a run needs besides its operands. */
  default int scratch() {
    return 0;
  }
}
