package io.flinkmobilenet.kernel.vector;

import io.flinkmobilenet.simd.Lanes;

/**
 * Unchanged rows of the input, for a bottleneck without expansion.
 *
 * <p>If pixels have a multiple of eight cache lines, there is a line between them: otherwise the
 * same channels of neighbouring pixels, which a depthwise convolution reads together, would share a
 * few sets of the first-level cache.
 */
final class CopiedRows implements RowSource {
  /** Number of floats in a cache line. */
  private static final int LINE = 16;

  private final int width;
  private final int channels;
  private final int pixelStride;

  CopiedRows(int width, int channels) {
    this.width = width;
    this.channels = channels;
    pixelStride = pixelStride(channels);
  }

  /** Returns the number of floats from one pixel to the next that suits a depthwise convolution. */
  static int pixelStride(int channels) {
    int whole = Lanes.wholeVectors(channels);
    return whole % (8 * LINE) == 0 ? whole + LINE : whole;
  }

  @Override
  public int pixelStride() {
    return pixelStride;
  }

  @Override
  public void write(
      float[] memory, int input, int row, int rows, int output, int outputRow, int scratch) {
    for (int r = 0; r < rows; r++) {
      int from = input + (row + r) * width * channels;
      int to = output + r * outputRow;
      if (channels == pixelStride) {
        System.arraycopy(memory, from, memory, to, width * channels);
        continue;
      }
      for (int x = 0; x < width; x++) {
        System.arraycopy(memory, from + x * channels, memory, to + x * pixelStride, channels);
      }
    }
  }
}
