package io.flinkmobilenet.image;

/** Converts the samples of a PNG file's rows to pixels: PNG, sections 7.2 and 11.2. */
final class PngPixels {
  private final PngHeader header;

  /** Colours of indices, or of samples of fewer than 8 bits; otherwise null. */
  private final int[] colours;

  PngPixels(PngHeader header, Palette palette) {
    this.header = header;
    if (header.hasPalette()) {
      colours = palette.colours();
    } else {
      colours = header.bitDepth() < 8 ? Palette.ramp(header.bitDepth()).colours() : null;
    }
  }

  /**
   * Converts a row. Alpha is dropped.
   *
   * @param row samples from index 1 on
   * @param count number of pixels @param pixels receives red + 256 * green + 65536 * blue
   */
  void convert(byte[] row, int count, int[] pixels) {
    if (colours != null) {
      index(row, count, pixels);
    } else if (header.samples() >= RgbImage.CHANNELS) {
      int bytes = header.bitDepth() / 8;
      colour(row, header.samples() * bytes, bytes, count, pixels);
    } else if (header.bitDepth() == 16 && header.samples() == 1) {
      clip(row, count, pixels);
    } else {
      grey(row, header.samples() * header.bitDepth() / 8, count, pixels);
    }
  }

  private void index(byte[] row, int count, int[] pixels) {
    int bits = header.bitDepth();
    int perByte = 8 / bits;
    int mask = (1 << bits) - 1;
    for (int x = 0; x < count; x++) {
      int shift = 8 - bits - x % perByte * bits;
      pixels[x] = colours[row[1 + x / perByte] >> shift & mask];
    }
  }

  /** Takes the upper byte of each sample, as Pillow does. */
  private static void colour(byte[] row, int step, int bytes, int count, int[] pixels) {
    for (int x = 0, at = 1; x < count; x++, at += step) {
      pixels[x] =
          row[at] & 0xff | (row[at + bytes] & 0xff) << 8 | (row[at + 2 * bytes] & 0xff) << 16;
    }
  }

  private static void grey(byte[] row, int step, int count, int[] pixels) {
    for (int x = 0, at = 1; x < count; x++, at += step) {
      pixels[x] = (row[at] & 0xff) * 0x10101;
    }
  }

  /** Clips 16-bit grey, as Pillow does instead of taking the upper byte. */
  private static void clip(byte[] row, int count, int[] pixels) {
    for (int x = 0, at = 1; x < count; x++, at += 2) {
      pixels[x] = (row[at] == 0 ? row[at + 1] & 0xff : 0xff) * 0x10101;
    }
  }
}
