package io.flinkmobilenet.image.jpeg;

import io.flinkmobilenet.image.rows.RowSink;

/** Collects rows into [rows, columns, 3]. */
final class Rows implements RowSink {
  private final byte[] rgb;
  private final int columns;
  private int to;

  Rows(JpegHeader header) {
    this(header.width(), header.height());
  }

  Rows(int columns, int rows) {
    this.columns = columns;
    rgb = new byte[columns * rows * 3];
  }

  @Override
  public void row(int[] pixels, int at) {
    for (int x = 0; x < columns; x++) {
      rgb[to++] = (byte) pixels[at + x];
      rgb[to++] = (byte) (pixels[at + x] >> 8);
      rgb[to++] = (byte) (pixels[at + x] >> 16);
    }
  }

  byte[] rgb() {
    return rgb;
  }
}
