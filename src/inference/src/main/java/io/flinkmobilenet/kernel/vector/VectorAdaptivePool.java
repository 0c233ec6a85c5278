package io.flinkmobilenet.kernel.vector;

import io.flinkmobilenet.graph.AdaptivePool;
import io.flinkmobilenet.graph.FeatureShape;
import io.flinkmobilenet.graph.Reduction;
import io.flinkmobilenet.kernel.OperatorKernel;

/**
 * Largest value or mean over as many windows as the output has pixels; a pixel has at least one
 * vector of channels.
 *
 * @param pixels the reduction of one window
 * @param in shape of the input
 * @param out shape of the output
 */
record VectorAdaptivePool(PixelReduction pixels, FeatureShape in, FeatureShape out)
    implements OperatorKernel {
  @Override
  public void run(float[] memory, int[] inputs, int output, int scratch) {
    int channels = in.channels();
    int row = in.width() * channels;
    int to = output;
    for (int y = 0; y < out.height(); y++) {
      int top = AdaptivePool.first(y, in.height(), out.height());
      int rows = AdaptivePool.end(y, in.height(), out.height()) - top;
      for (int x = 0; x < out.width(); x++, to += channels) {
        int left = AdaptivePool.first(x, in.width(), out.width());
        int columns = AdaptivePool.end(x, in.width(), out.width()) - left;
        int from = inputs[0] + top * row + left * channels;
        pixels.run(memory, from, rows, row, columns, channels, to);
        if (pixels.reduction() == Reduction.AVERAGE) {
          pixels.scale(memory, to, 1f / (rows * columns));
        }
      }
    }
  }
}
