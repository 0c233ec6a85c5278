package io.flinkmobilenet.kernel.scalar;

import io.flinkmobilenet.graph.FeatureShape;
import io.flinkmobilenet.kernel.OperatorKernel;

/**
 * All values of a map, channel by channel.
 *
 * @param in shape of the input
 */
record ScalarFlatten(FeatureShape in) implements OperatorKernel {
  @Override
  public void run(float[] memory, int[] inputs, int output, int scratch) {
    int at = output;
    for (int c = 0; c < in.channels(); c++) {
      for (int pixel = 0; pixel < in.pixels(); pixel++) {
        memory[at++] = memory[inputs[0] + pixel * in.channels() + c];
      }
    }
  }
}
