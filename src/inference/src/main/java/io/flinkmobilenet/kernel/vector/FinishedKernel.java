package io.flinkmobilenet.kernel.vector;

import io.flinkmobilenet.kernel.Kernel;
import io.flinkmobilenet.kernel.OperatorKernel;

/**
 * A kernel whose output an epilogue finishes.
 *
 * @param kernel computes the sums
 * @param epilogue finishes them
 * @param outputs number of values in the output
 */
record FinishedKernel(Kernel kernel, RowEpilogue epilogue, int outputs) implements OperatorKernel {
  @Override
  public int scratch() {
    return kernel.scratch();
  }

  @Override
  public void run(float[] memory, int[] inputs, int output, int scratch) {
    kernel.run(memory, inputs[0], Kernel.NO_RESIDUAL, output, scratch);
    int residual = inputs.length > 1 ? inputs[1] : Kernel.NO_RESIDUAL;
    epilogue.run(memory, residual, output, outputs);
  }
}
