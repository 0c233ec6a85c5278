package io.flinkmobilenet.image;

/**
 * Decodes the pixels of a run-length encoded BMP file: <a
 * href="https://learn.microsoft.com/windows/win32/gdi/bitmap-compression">bitmap compression</a>.
 * Pixels that a delta skips have index 0, and so does the rest of a row that ends early.
 */
final class BmpRuns {
  private static final int END_OF_ROW = 0;
  private static final int END = 1;
  private static final int DELTA = 2;

  private final EncodedBytes file;
  private final BmpHeader header;
  private final Palette palette;
  private final byte[] indices;
  private int x;
  private int storedRow;

  BmpRuns(EncodedBytes file, BmpHeader header, Palette palette) {
    this.file = file;
    this.header = header;
    this.palette = palette;
    indices = new byte[header.width() * header.height()];
  }

  /** Reads all runs up to the end of the last row. */
  StoredRows rows() throws InvalidImageException {
    long at = header.dataAt();
    while (!complete()) {
      int count = file.u8(at, "runs of pixels");
      int value = file.u8(at + 1, "runs of pixels");
      at += 2;
      if (count > 0) {
        paintRun(count, value);
      } else if (value == END) {
        throw file.truncated(
            "expected " + header.height() + " rows before the end-of-bitmap code, " + storedRow);
      } else if (value == END_OF_ROW) {
        x = 0;
        storedRow++;
      } else if (value == DELTA) {
        // Clamped to the row's width, because the sum of many deltas would overflow an int.
        x = Math.min(x + file.u8(at, "a delta"), header.width());
        storedRow += file.u8(at + 1, "a delta");
        at += 2;
      } else {
        at += paintLiterals(at, value);
      }
    }
    return (y, rgb, start) -> {
      int from = y * header.width();
      for (int column = 0; column < header.width(); column++) {
        palette.paint(indices[from + column] & 0xff, rgb, start + column * RgbImage.CHANNELS);
      }
    };
  }

  private boolean complete() {
    return storedRow >= header.height() || storedRow == header.height() - 1 && x >= header.width();
  }

  private void paintRun(int count, int value) {
    for (int i = 0; i < count; i++) {
      boolean lower = i % 2 == 1;
      paint(header.bits() == 8 ? value : lower ? value & 15 : value >> 4);
    }
  }

  /**
   * Paints literal pixels and returns the length of their bytes, which is padded to a multiple of
   * 2.
   */
  private int paintLiterals(long at, int count) throws InvalidImageException {
    for (int i = 0; i < count; i++) {
      if (header.bits() == 8) {
        paint(file.u8(at + i, "pixels"));
      } else {
        paint(file.u8(at + i / 2, "pixels") >> (i % 2 == 0 ? 4 : 0) & 15);
      }
    }
    int bytes = header.bits() == 8 ? count : (count + 1) / 2;
    return bytes + bytes % 2;
  }

  /** Paints a pixel. Pixels beyond the end of the row are dropped. */
  private void paint(int index) {
    if (x < header.width()) {
      indices[header.row(storedRow) * header.width() + x++] = (byte) index;
    }
  }
}
