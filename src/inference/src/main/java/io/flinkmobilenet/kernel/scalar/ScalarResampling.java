package io.flinkmobilenet.kernel.scalar;

import io.flinkmobilenet.graph.FeatureShape;
import io.flinkmobilenet.graph.Resampling;
import io.flinkmobilenet.graph.Resampling.Interpolation;
import io.flinkmobilenet.kernel.OperatorKernel;

/**
 * A map of another height and width.
 *
 * @param operator interpolation and coordinates
 * @param in shape of the input
 * @param out shape of the output
 */
record ScalarResampling(Resampling operator, FeatureShape in, FeatureShape out)
    implements OperatorKernel {
  @Override
  public void run(float[] memory, int[] inputs, int output, int scratch) {
    int at = output;
    for (int y = 0; y < out.height(); y++) {
      double inY = operator.position(y, in.height(), out.height());
      for (int x = 0; x < out.width(); x++) {
        double inX = operator.position(x, in.width(), out.width());
        for (int c = 0; c < out.channels(); c++) {
          memory[at++] = (float) value(memory, inputs[0] + c, inY, inX);
        }
      }
    }
  }

  private double value(float[] memory, int channel, double y, double x) {
    if (operator.interpolation() == Interpolation.NEAREST) {
      return at(memory, channel, operator.nearest(y), operator.nearest(x));
    }
    double inY = Math.min(Math.max(y, 0), in.height() - 1);
    double inX = Math.min(Math.max(x, 0), in.width() - 1);
    int top = (int) inY;
    int left = (int) inX;
    double down = inY - top;
    double across = inX - left;
    double above =
        at(memory, channel, top, left) * (1 - across) + at(memory, channel, top, left + 1) * across;
    double below =
        at(memory, channel, top + 1, left) * (1 - across)
            + at(memory, channel, top + 1, left + 1) * across;
    return above * (1 - down) + below * down;
  }

  private double at(float[] memory, int channel, int y, int x) {
    int row = Math.min(Math.max(y, 0), in.height() - 1);
    int column = Math.min(Math.max(x, 0), in.width() - 1);
    return memory[channel + (row * in.width() + column) * in.channels()];
  }
}
