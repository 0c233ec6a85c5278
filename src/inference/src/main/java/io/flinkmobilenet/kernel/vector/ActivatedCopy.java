package io.flinkmobilenet.kernel.vector;

import io.flinkmobilenet.graph.Activation;
import io.flinkmobilenet.kernel.OperatorKernel;

/**
 * An activation that is not fused with another operator.
 *
 * @param activation the activation
 * @param count number of values
 */
record ActivatedCopy(Activation activation, int count) implements OperatorKernel {
  @Override
  public void run(float[] memory, int[] inputs, int output, int scratch) {
    System.arraycopy(memory, inputs[0], memory, output, count);
    VectorActivation.run(activation, memory, output, count);
  }
}
