package io.flinkmobilenet.image;

import io.flinkmobilenet.image.rows.RowSink;

/** Collects rows into an image as stored. */
final class PixelRows implements RowSink {
  private final int width;
  private final int height;
  private byte[] pixels;
  private int at;

  PixelRows(int width, int height) {
    this.width = width;
    this.height = height;
  }

  @Override
  public void row(int[] row, int from) {
    if (pixels == null) {
      // Allocated only now, because most files with a false size fail earlier.
      pixels = new byte[Math.multiplyExact(width * RgbImage.CHANNELS, height)];
    }
    byte[] target = pixels;
    for (int x = 0, i = at; x < width; x++, i += RgbImage.CHANNELS) {
      int pixel = row[from + x];
      target[i] = (byte) pixel;
      target[i + 1] = (byte) (pixel >> 8);
      target[i + 2] = (byte) (pixel >> 16);
    }
    at += width * RgbImage.CHANNELS;
  }

  /** The pixels [height, width, 3], once all rows have been collected. */
  byte[] pixels() {
    return pixels;
  }
}
