package io.flinkmobilenet.kernel.vector;

import io.flinkmobilenet.graph.FeatureShape;
import io.flinkmobilenet.kernel.OperatorKernel;
import io.flinkmobilenet.simd.Lanes;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Exponentials of the channels of each pixel, divided by their sum.
 *
 * @param in shape of the input and the output
 */
record VectorSoftmax(FeatureShape in) implements OperatorKernel {
  @Override
  public void run(float[] memory, int[] inputs, int output, int scratch) {
    int channels = in.channels();
    for (int pixel = 0; pixel < in.pixels(); pixel++) {
      int to = output + pixel * channels;
      // The largest value is subtracted so that no exponential overflows.
      subtractLargest(memory, inputs[0] + pixel * channels, to);
      int done = VectorExponential.run(VectorExponential.Function.EXP, memory, to, channels);
      for (int i = to + done; i < to + channels; i++) {
        memory[i] = (float) Math.exp(memory[i]);
      }
      divideBySum(memory, to);
    }
  }

  private void subtractLargest(float[] memory, int from, int to) {
    float most = Float.NEGATIVE_INFINITY;
    for (int c = 0; c < in.channels(); c++) {
      most = Math.max(most, memory[from + c]);
    }
    for (int c = 0; c < in.channels(); c++) {
      memory[to + c] = memory[from + c] - most;
    }
  }

  private void divideBySum(float[] memory, int to) {
    int whole = in.channels() / Lanes.COUNT * Lanes.COUNT;
    FloatVector sums = FloatVector.zero(Lanes.SPECIES);
    for (int c = 0; c < whole; c += Lanes.COUNT) {
      sums = sums.add(FloatVector.fromArray(Lanes.SPECIES, memory, to + c));
    }
    float sum = sums.reduceLanes(VectorOperators.ADD);
    for (int c = whole; c < in.channels(); c++) {
      sum += memory[to + c];
    }
    float by = 1 / sum;
    for (int c = 0; c < in.channels(); c++) {
      memory[to + c] *= by;
    }
  }
}
