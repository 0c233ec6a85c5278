package io.flinkmobilenet.kernel.vector;

import io.flinkmobilenet.kernel.Activation;
import io.flinkmobilenet.kernel.ConvGeometry;
import io.flinkmobilenet.kernel.ConvLayer;
import io.flinkmobilenet.kernel.Filters;

/**
 * One row of a depthwise 3×3 convolution. Its input rows have their padding columns, and channels
 * filled up to whole vectors; so has its output.
 *
 * <p>Weights are packed {@code [vector][bias, 9 taps][lanes]}.
 */
final class DepthwiseRow {
  /** Windows of the tiles that keep a method small. */
  private static final int SMALLER = TileSchedule.SMALL - 1;

  private static final int VALUES = 1 + ConvGeometry.SIZE * ConvGeometry.SIZE;

  private final int channels;
  private final float[] packed;
  private final TileSchedule cut;
  private final DepthwiseTile large;
  private final DepthwiseTile small;
  private final DepthwiseTile single;

  DepthwiseRow(ConvGeometry window, ConvLayer stage) {
    Filters filters = stage.filters();
    channels = Lanes.wholeVectors(filters.count());
    packed = new float[channels * VALUES];
    for (int c = 0; c < filters.count(); c++) {
      int at = c / Lanes.COUNT * Lanes.COUNT * VALUES + c % Lanes.COUNT;
      packed[at] = filters.bias()[c];
      Packing.spread(filters, c, packed, at + Lanes.COUNT, Lanes.COUNT);
    }
    // Large tiles of stride 2 read 15 columns in each row, more than there are registers for.
    boolean large = Lanes.MANY_REGISTERS && !Lanes.SMALL_METHODS && window.stride() == 1;
    cut = TileSchedule.of(window.outputWidth(), large);
    this.large = tile(TileSchedule.LARGE, window.stride(), stage.activation());
    small =
        tile(
            Lanes.SMALL_METHODS ? SMALLER : TileSchedule.SMALL,
            window.stride(),
            stage.activation());
    single = tile(TileSchedule.SINGLE, window.stride(), stage.activation());
  }

  private static DepthwiseTile tile(int windows, int stride, Activation activation) {
    String name = "Depthwise%dStride%d%s".formatted(windows, stride, ending(activation));
    return (DepthwiseTile) GeneratedTiles.named(name);
  }

  /** How tiles of this activation are called. */
  static String ending(Activation activation) {
    return activation == Activation.RELU6 ? "Relu6" : "Linear";
  }

  /** Channels with those that fill the last vector up. */
  int channels() {
    return channels;
  }

  /** Computes the row of windows over the three input rows that start there. */
  void run(float[] memory, int row0, int row1, int row2, int output) {
    for (int c = 0; c < channels; c += Lanes.COUNT) {
      int w = c * VALUES;
      int out = output + c;
      if (cut.largeEnd() > 0) {
        run(large, w, memory, 0, cut.largeEnd(), row0 + c, row1 + c, row2 + c, out);
      }
      if (cut.smallFrom() < cut.pixels()) {
        run(small, w, memory, cut.smallFrom(), cut.pixels(), row0 + c, row1 + c, row2 + c, out);
      }
      if (cut.single()) {
        run(single, w, memory, 0, cut.pixels(), row0 + c, row1 + c, row2 + c, out);
      }
    }
  }

  private void run(
      DepthwiseTile tile,
      int weights,
      float[] memory,
      int from,
      int to,
      int row0,
      int row1,
      int row2,
      int output) {
    tile.run(packed, weights, memory, from, to, row0, row1, row2, channels, output);
  }
}
