package io.flinkmobilenet.kernel.vector;

import io.flinkmobilenet.graph.FeatureShape;
import io.flinkmobilenet.graph.Pool;
import io.flinkmobilenet.graph.Reduction;
import io.flinkmobilenet.graph.Window;
import io.flinkmobilenet.kernel.OperatorKernel;

/** Largest value or mean of each window; a pixel has at least one vector of channels. */
final class VectorPool implements OperatorKernel {
  private final Pool pool;
  private final Window window;
  private final FeatureShape in;
  private final FeatureShape out;
  private final int channels;
  private final PixelReduction pixels;

  VectorPool(Pool pool, FeatureShape in, FeatureShape out) {
    this.pool = pool;
    window = pool.window();
    this.in = in;
    this.out = out;
    channels = in.channels();
    pixels = new PixelReduction(pool.reduction(), channels);
  }

  @Override
  public void run(float[] memory, int[] inputs, int output, int scratch) {
    for (int y = 0; y < out.height(); y++) {
      for (int x = 0; x < out.width(); x++) {
        int to = output + (y * out.width() + x) * channels;
        reduce(
            memory,
            inputs[0],
            y * window.strideY() - window.top(),
            x * window.strideX() - window.left(),
            to);
      }
    }
  }

  private void reduce(float[] memory, int input, int top, int left, int to) {
    int firstColumn = first(left, window.dilationX());
    int columns = end(left, window.dilationX(), window.width(), in.width()) - firstColumn;
    int firstRow = first(top, window.dilationY());
    int rows = end(top, window.dilationY(), window.height(), in.height()) - firstRow;
    int y = top + firstRow * window.dilationY();
    int x = left + firstColumn * window.dilationX();
    int from = input + (y * in.width() + x) * channels;
    int rowStep = window.dilationY() * in.width() * channels;
    pixels.run(memory, from, rows, rowStep, columns, window.dilationX() * channels, to);
    if (pixels.reduction() == Reduction.AVERAGE) {
      int inside = rows * columns;
      pixels.scale(memory, to, 1f / (pool.countPadding() ? counted(top, left) : inside));
    }
  }

  /** First tap that does not lie before the input. */
  private static int first(int start, int dilation) {
    return start < 0 ? (-start + dilation - 1) / dilation : 0;
  }

  /** Tap after the last one that does not lie behind the given extent. */
  private static int end(int start, int dilation, int taps, int extent) {
    return Math.min(taps, (extent - start + dilation - 1) / dilation);
  }

  private int counted(int top, int left) {
    int rows = end(top, window.dilationY(), window.height(), in.height() + window.bottom());
    int columns = end(left, window.dilationX(), window.width(), in.width() + window.right());
    return rows * columns;
  }
}
