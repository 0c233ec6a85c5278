package io.flinkmobilenet.kernel.scalar;

import io.flinkmobilenet.graph.FeatureShape;
import io.flinkmobilenet.graph.Pool;
import io.flinkmobilenet.graph.Reduction;
import io.flinkmobilenet.graph.Window;
import io.flinkmobilenet.kernel.OperatorKernel;

/**
 * Largest value or mean of each window.
 *
 * @param operator the pool
 * @param in shape of the input
 * @param out shape of the output
 */
record ScalarPool(Pool operator, FeatureShape in, FeatureShape out) implements OperatorKernel {
  @Override
  public void run(float[] memory, int[] inputs, int output, int scratch) {
    int at = output;
    for (int y = 0; y < out.height(); y++) {
      for (int x = 0; x < out.width(); x++) {
        for (int c = 0; c < out.channels(); c++) {
          memory[at++] = (float) reduce(memory, inputs[0] + c, y, x);
        }
      }
    }
  }

  private double reduce(float[] memory, int channel, int y, int x) {
    Window window = operator.window();
    double most = Double.NEGATIVE_INFINITY;
    double sum = 0;
    int counted = 0;
    for (int row = 0; row < window.height(); row++) {
      int inY = y * window.strideY() - window.top() + row * window.dilationY();
      for (int column = 0; column < window.width(); column++) {
        int inX = x * window.strideX() - window.left() + column * window.dilationX();
        if (inY >= 0 && inY < in.height() && inX >= 0 && inX < in.width()) {
          float value = memory[channel + (inY * in.width() + inX) * in.channels()];
          most = Math.max(most, value);
          sum += value;
          counted++;
        } else if (operator.countPadding()
            && inY < in.height() + window.bottom()
            && inX < in.width() + window.right()) {
          counted++;
        }
      }
    }
    return operator.reduction() == Reduction.MAX ? most : sum / counted;
  }
}
