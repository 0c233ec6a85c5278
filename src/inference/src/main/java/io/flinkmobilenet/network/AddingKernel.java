package io.flinkmobilenet.network;

import io.flinkmobilenet.kernel.Kernel;
import io.flinkmobilenet.kernel.OperatorKernel;

/**
 * A kernel of one input, to whose output the second input is added if there is one.
 *
 * @param kernel the kernel
 */
record AddingKernel(Kernel kernel) implements OperatorKernel {
  @Override
  public void run(float[] memory, int[] inputs, int output, int scratch) {
    int residual = inputs.length > 1 ? inputs[1] : Kernel.NO_RESIDUAL;
    kernel.run(memory, inputs[0], residual, output, scratch);
  }

  @Override
  public int scratch() {
    return kernel.scratch();
  }
}
