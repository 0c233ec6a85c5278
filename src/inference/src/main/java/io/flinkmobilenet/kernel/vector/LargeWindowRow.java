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
  /** Number of windows of the largest tile. */
  private static final int MOST_WINDOWS = Lanes.MANY_REGISTERS ? 7 : 4;

  private final ConvGeometry window;
  private final RowRing ring;
  private final int channels;
  private final int pixelStride;
  private final float[] packed;
  private final LargeWindowTile tile;

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
    tile = tile(TileSchedule.equalTiles(window.outputWidth(), MOST_WINDOWS));
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
      tile.run(
          packed,
          weights(c),
          memory,
          window.outputWidth(),
          rows,
          first,
          start + c,
          pixelStride,
          output + c);
    }
  }
}
