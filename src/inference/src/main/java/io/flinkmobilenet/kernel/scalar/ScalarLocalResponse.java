package io.flinkmobilenet.kernel.scalar;

import io.flinkmobilenet.graph.FeatureShape;
import io.flinkmobilenet.graph.LocalResponseNormalisation;
import io.flinkmobilenet.kernel.OperatorKernel;

/**
 * Division by a function of the neighbouring channels.
 *
 * @param operator size and constants
 * @param in shape of the input and the output
 */
record ScalarLocalResponse(LocalResponseNormalisation operator, FeatureShape in)
    implements OperatorKernel {
  @Override
  public void run(float[] memory, int[] inputs, int output, int scratch) {
    for (int pixel = 0; pixel < in.pixels(); pixel++) {
      int first = pixel * in.channels();
      for (int c = 0; c < in.channels(); c++) {
        double base =
            operator.bias()
                + operator.alpha() / operator.size() * squares(memory, inputs[0] + first, c);
        double value = memory[inputs[0] + first + c] / Math.pow(base, operator.beta());
        memory[output + first + c] = (float) value;
      }
    }
  }

  private double squares(float[] memory, int pixel, int channel) {
    int from = channel - (operator.size() - 1) / 2;
    double sum = 0;
    for (int c = Math.max(from, 0); c < Math.min(from + operator.size(), in.channels()); c++) {
      double value = memory[pixel + c];
      sum += value * value;
    }
    return sum;
  }
}
