package io.flinkmobilenet.kernel.scalar;

import io.flinkmobilenet.graph.FeatureShape;
import io.flinkmobilenet.kernel.OperatorKernel;

/**
 * Exponentials of the channels of each pixel, divided by their sum.
 *
 * @param in shape of the input and the output
 */
record ScalarSoftmax(FeatureShape in) implements OperatorKernel {
  @Override
  public void run(float[] memory, int[] inputs, int output, int scratch) {
    for (int pixel = 0; pixel < in.pixels(); pixel++) {
      int first = pixel * in.channels();
      double most = Double.NEGATIVE_INFINITY;
      for (int c = 0; c < in.channels(); c++) {
        most = Math.max(most, memory[inputs[0] + first + c]);
      }
      double sum = 0;
      for (int c = 0; c < in.channels(); c++) {
        // The largest value is subtracted so that no exponential overflows.
        sum += Math.exp(memory[inputs[0] + first + c] - most);
      }
      for (int c = 0; c < in.channels(); c++) {
        memory[output + first + c] = (float) (Math.exp(memory[inputs[0] + first + c] - most) / sum);
      }
    }
  }
}
