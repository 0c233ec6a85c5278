package io.flinkmobilenet.kernel.vector;

import io.flinkmobilenet.simd.Lanes;

/** Unchanged rows of the input, for a bottleneck without expansion. */
final class CopiedRows implements RowSource {
  private final int width;
  private final int channels;
  private final int pixelStride;

  CopiedRows(int width, int channels) {
    this.width = width;
    this.channels = channels;
    this.pixelStride = Lanes.wholeVectors(channels);
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
