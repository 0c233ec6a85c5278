package io.flinkmobilenet.kernel.scalar;

import io.flinkmobilenet.graph.ConstantPadding;
import io.flinkmobilenet.graph.FeatureShape;
import io.flinkmobilenet.kernel.OperatorKernel;
import java.util.Arrays;

/**
 * Rows and columns of one value around a map.
 *
 * @param operator the padding
 * @param in shape of the input
 * @param out shape of the output
 */
record ScalarPadding(ConstantPadding operator, FeatureShape in, FeatureShape out)
    implements OperatorKernel {
  @Override
  public void run(float[] memory, int[] inputs, int output, int scratch) {
    Arrays.fill(memory, output, output + out.elements(), (float) operator.value());
    int row = in.width() * in.channels();
    for (int y = 0; y < in.height(); y++) {
      int to = ((y + operator.top()) * out.width() + operator.left()) * out.channels();
      System.arraycopy(memory, inputs[0] + y * row, memory, output + to, row);
    }
  }
}
