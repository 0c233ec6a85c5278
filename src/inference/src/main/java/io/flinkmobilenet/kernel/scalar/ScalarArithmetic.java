package io.flinkmobilenet.kernel.scalar;

import io.flinkmobilenet.graph.Arithmetic;
import io.flinkmobilenet.graph.FeatureShape;
import io.flinkmobilenet.kernel.OperatorKernel;

/**
 * Sum, difference or product of two maps; an extent of 1 is repeated.
 *
 * @param operator the operation
 * @param first shape of the first map
 * @param second shape of the second map
 * @param out shape of the output
 */
record ScalarArithmetic(
    Arithmetic operator, FeatureShape first, FeatureShape second, FeatureShape out)
    implements OperatorKernel {
  @Override
  public void run(float[] memory, int[] inputs, int output, int scratch) {
    int at = output;
    for (int y = 0; y < out.height(); y++) {
      for (int x = 0; x < out.width(); x++) {
        for (int c = 0; c < out.channels(); c++) {
          float a = memory[inputs[0] + index(first, y, x, c)];
          float b = memory[inputs[1] + index(second, y, x, c)];
          memory[at++] = (float) operator.apply(a, b);
        }
      }
    }
  }

  private static int index(FeatureShape shape, int y, int x, int c) {
    int row = shape.height() == 1 ? 0 : y;
    int column = shape.width() == 1 ? 0 : x;
    int channel = shape.channels() == 1 ? 0 : c;
    return (row * shape.width() + column) * shape.channels() + channel;
  }
}
