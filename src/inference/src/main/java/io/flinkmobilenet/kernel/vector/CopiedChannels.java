package io.flinkmobilenet.kernel.vector;

import io.flinkmobilenet.graph.ChannelSlice;
import io.flinkmobilenet.graph.FeatureShape;
import io.flinkmobilenet.kernel.OperatorKernel;

/**
 * Consecutive channels of each pixel.
 *
 * @param slice the channels
 * @param in shape of the input
 */
record CopiedChannels(ChannelSlice slice, FeatureShape in) implements OperatorKernel {
  @Override
  public void run(float[] memory, int[] inputs, int output, int scratch) {
    int count = slice.to() - slice.from();
    int from = inputs[0] + slice.from();
    int to = output;
    for (int pixel = 0; pixel < in.pixels(); pixel++) {
      System.arraycopy(memory, from, memory, to, count);
      from += in.channels();
      to += count;
    }
  }
}
