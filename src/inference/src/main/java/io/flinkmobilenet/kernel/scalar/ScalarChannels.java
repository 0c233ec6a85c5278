package io.flinkmobilenet.kernel.scalar;

import io.flinkmobilenet.graph.FeatureShape;
import io.flinkmobilenet.kernel.OperatorKernel;

/**
 * Selected channels of each pixel, in any order.
 *
 * @param in shape of the input
 * @param from for each channel of the output the channel of the input
 */
record ScalarChannels(FeatureShape in, int[] from) implements OperatorKernel {
  @Override
  public void run(float[] memory, int[] inputs, int output, int scratch) {
    int at = output;
    for (int pixel = 0; pixel < in.pixels(); pixel++) {
      for (int channel : from) {
        memory[at++] = memory[inputs[0] + pixel * in.channels() + channel];
      }
    }
  }
}
