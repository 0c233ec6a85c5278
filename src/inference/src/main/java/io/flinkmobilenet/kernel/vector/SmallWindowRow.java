package io.flinkmobilenet.kernel.vector;

import io.flinkmobilenet.graph.Activation;
import io.flinkmobilenet.kernel.ConvGeometry;
import io.flinkmobilenet.kernel.ConvLayer;
import io.flinkmobilenet.simd.Lanes;

/**
 * One row of a depthwise 3×3 convolution.
 *
 * <p>Weights are packed {@code [vector][bias, 9 taps][lanes]}.
 */
final class SmallWindowRow implements DepthwiseRow {
  /** Number of windows per tile if methods have to stay small. */
  private static final int SMALLER = TileSchedule.SMALL - 1;

  private static final int VALUES = 1 + ConvGeometry.SIZE * ConvGeometry.SIZE;

  private final RowRing ring;
  private final int channels;
  private final int pixelStride;
  private final float[] packed;
  private final TileSchedule schedule;
  private final DepthwiseTile large;
  private final DepthwiseTile small;
  private final DepthwiseTile single;

  SmallWindowRow(ConvGeometry window, ConvLayer layer, RowRing ring, int pixelStride) {
    this.ring = ring;
    this.pixelStride = pixelStride;
    channels = Lanes.wholeVectors(layer.filters().count());
    packed = Packing.channels(layer.filters());
    // Large tiles of stride 2 read 15 columns per row, for which there are not enough registers.
    boolean large = Lanes.MANY_REGISTERS && !Lanes.SMALL_METHODS && window.stride() == 1;
    schedule = TileSchedule.of(window.outputWidth(), large);
    this.large = tile(TileSchedule.LARGE, window.stride(), layer.activation());
    small =
        tile(
            Lanes.SMALL_METHODS ? SMALLER : TileSchedule.SMALL,
            window.stride(),
            layer.activation());
    single = tile(TileSchedule.SINGLE, window.stride(), layer.activation());
  }

  private static DepthwiseTile tile(int windows, int stride, Activation activation) {
    String name = "Depthwise%dStride%d%s".formatted(windows, stride, TileEnding.of(activation));
    return (DepthwiseTile) GeneratedTiles.named(name);
  }

  @Override
  public void run(float[] memory, int start, int top, int output) {
    int row0 = ring.row(start, top);
    int row1 = ring.row(start, top + 1);
    int row2 = ring.row(start, top + 2);
    for (int c = 0; c < channels; c += Lanes.COUNT) {
      int w = c * VALUES;
      int out = output + c;
      if (schedule.largeEnd() > 0) {
        run(large, w, memory, 0, schedule.largeEnd(), row0 + c, row1 + c, row2 + c, out);
      }
      if (schedule.smallFrom() < schedule.pixels()) {
        run(
            small,
            w,
            memory,
            schedule.smallFrom(),
            schedule.pixels(),
            row0 + c,
            row1 + c,
            row2 + c,
            out);
      }
      if (schedule.single()) {
        run(single, w, memory, 0, schedule.pixels(), row0 + c, row1 + c, row2 + c, out);
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
    tile.run(packed, weights, memory, from, to, row0, row1, row2, pixelStride, output);
  }
}
