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
  private static final int VALUES = 1 + ConvGeometry.SIZE * ConvGeometry.SIZE;

  private final RowRing ring;
  private final int channels;
  private final int pixelStride;
  private final float[] packed;
  private final int windows;
  private final DepthwiseTile tile;

  SmallWindowRow(ConvGeometry window, ConvLayer layer, RowRing ring, int pixelStride) {
    this.ring = ring;
    this.pixelStride = pixelStride;
    channels = Lanes.wholeVectors(layer.filters().count());
    packed = Packing.channels(layer.filters());
    windows = window.outputWidth();
    int size = TileSchedule.equalTiles(windows, mostWindows(window.stride()));
    tile = tile(size, window.stride(), layer.activation());
  }

  /**
   * Returns the number of windows of the largest tile. With stride 2, 7 windows would read 15
   * columns per row, for which there are not enough registers.
   */
  private static int mostWindows(int stride) {
    if (Lanes.SMALL_METHODS || !Lanes.MANY_REGISTERS) {
      return 3;
    }
    return stride == 1 ? 7 : 4;
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
      tile.run(
          packed,
          c * VALUES,
          memory,
          windows,
          row0 + c,
          row1 + c,
          row2 + c,
          pixelStride,
          output + c);
    }
  }
}
