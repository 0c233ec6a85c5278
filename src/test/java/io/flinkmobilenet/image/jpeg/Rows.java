package io.flinkmobilenet.image.jpeg;

/** Collects rows to [rows, columns, 3]. */
final class Rows implements RowSink {
  private final byte[] rgb;
  private final int columns;
  private int at;

  Rows(JpegHeader header) {
    this(header.width(), header.height());
  }

  Rows(int columns, int rows) {
    this.columns = columns;
    rgb = new byte[columns * rows * 3];
  }

  @Override
  public void row(int[] red, int[] green, int[] blue) {
    for (int x = 0; x < columns; x++) {
      rgb[at++] = (byte) red[x];
      rgb[at++] = (byte) green[x];
      rgb[at++] = (byte) blue[x];
    }
  }

  byte[] rgb() {
    return rgb;
  }
}
