package io.flinkmobilenet.kernel.scalar;

import io.flinkmobilenet.graph.FeatureShape;
import io.flinkmobilenet.kernel.OperatorKernel;

/**
 * A function applied to every value of a map.
 *
 * @param in shape of the input and the output
 * @param function the function
 */
record ScalarFunction(FeatureShape in, ChannelFunction function) implements OperatorKernel {
  @Override
  public void run(float[] memory, int[] inputs, int output, int scratch) {
    for (int i = 0; i < in.elements(); i++) {
      memory[output + i] = (float) function.apply(i % in.channels(), memory[inputs[0] + i]);
    }
  }
}
