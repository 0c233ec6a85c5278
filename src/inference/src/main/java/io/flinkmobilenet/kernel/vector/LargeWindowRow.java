package io.flinkmobilenet.kernel.vector;

import io.flinkmobilenet.kernel.ConvGeometry;
import io.flinkmobilenet.kernel.ConvLayer;
import io.flinkmobilenet.simd.Lanes;
import java.util.Arrays;

/**
 * One row of a depthwise convolution with windows of 5×5 or 7×7.
 *
 * <p>Weights are packed {@code [vector][bias, taps][lanes]}.
 */
final class LargeWindowRow implements DepthwiseRow {
  private final ConvGeometry window;
  private final RowRing ring;
  private final int channels;
  private final int pixelStride;
  private final float[] packed;
  private final TileSchedule schedule;
  private final LargeWindowTile large;
  private final LargeWindowTile small;
  private final LargeWindowTile single;

  /**
   * Offsets of a window's rows from the start of the ring, for each place that the upper row can
   * have in it.
   */
  private final int[] rows;

  LargeWindowRow(ConvGeometry window, ConvLayer layer, RowRing ring, int pixelStride) {
    this.window = window;
    this.ring = ring;
    this.pixelStride = pixelStride;
    channels = Lanes.wholeVectors(layer.filters().count());
    packed = Packing.channels(layer.filters());
    rows = new int[ring.slots() * window.size()];
    Arrays.setAll(rows, i -> ring.row(0, i / window.size() + i % window.size()));
    schedule = TileSchedule.of(window.outputWidth());
    large = tile(TileSchedule.LARGE);
    small = tile(TileSchedule.SMALL);
    single = tile(TileSchedule.SINGLE);
  }

  private int weights(int channel) {
    return channel * (1 + window.taps());
  }

  private LargeWindowTile tile(int windows) {
    String name = "Window%dTile%dStride%d".formatted(window.size(), windows, window.stride());
    return (LargeWindowTile) GeneratedTiles.named(name);
  }

  @Override
  public void run(float[] memory, int start, int top, int output) {
    int first = top % ring.slots() * window.size();
    for (int c = 0; c < channels; c += Lanes.COUNT) {
      int in = start + c;
      int out = output + c;
      if (schedule.largeEnd() > 0) {
        run(large, c, memory, 0, schedule.largeEnd(), first, in, out);
      }
      if (schedule.smallFrom() < schedule.pixels()) {
        run(small, c, memory, schedule.smallFrom(), schedule.pixels(), first, in, out);
      }
      if (schedule.single()) {
        run(single, c, memory, 0, schedule.pixels(), first, in, out);
      }
    }
  }

  private void run(
      LargeWindowTile tile,
      int channel,
      float[] memory,
      int from,
      int to,
      int first,
      int input,
      int output) {
    tile.run(packed, weights(channel), memory, from, to, rows, first, input, pixelStride, output);
  }
}
