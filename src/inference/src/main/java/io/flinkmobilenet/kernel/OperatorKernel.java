package io.flinkmobilenet.kernel;

/**
 * One operator of a graph with its weights. Immutable; shared by threads.
 *
 * <p>Operands are slices of one float array, given by their start indices; feature maps are {@code
 * [H][W][C]}. The output overlaps no input.
 */
@FunctionalInterface
public interface OperatorKernel {
  /**
   * Computes the output.
   *
   * @param memory holds all operands
   * @param inputs starts of the inputs, in the operator's order
   * @param output start of the output
   * @param scratch start of {@link #scratch()} floats of working memory for the kernel
   */
  void run(float[] memory, int[] inputs, int output, int scratch);

  /** Returns the number of floats of working memory that a run needs besides its operands. */
  default int scratch() {
    return 0;
  }

  /** Returns the name of its algorithm if a set of kernels has several; empty otherwise. */
  default String algorithm() {
    return "";
  }

  /**
   * Returns the number of floats that the packed weights have beyond those of the layer, without
   * what fills up vectors.
   */
  default long addedWeights() {
    return 0;
  }
}
