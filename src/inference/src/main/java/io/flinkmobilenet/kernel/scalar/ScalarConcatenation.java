package io.flinkmobilenet.kernel.scalar;

import io.flinkmobilenet.graph.FeatureShape;
import io.flinkmobilenet.kernel.OperatorKernel;
import java.util.List;

/**
 * The channels of several maps, one map after another.
 *
 * @param ins shapes of the maps
 */
record ScalarConcatenation(List<FeatureShape> ins) implements OperatorKernel {
  @Override
  public void run(float[] memory, int[] inputs, int output, int scratch) {
    int at = output;
    for (int pixel = 0; pixel < ins.get(0).pixels(); pixel++) {
      for (int map = 0; map < inputs.length; map++) {
        int channels = ins.get(map).channels();
        System.arraycopy(memory, inputs[map] + pixel * channels, memory, at, channels);
        at += channels;
      }
    }
  }
}
