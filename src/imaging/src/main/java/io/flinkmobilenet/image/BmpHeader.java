package io.flinkmobilenet.image;

import java.util.Set;

/**
 * The headers of a BMP file: <a
 * href="https://learn.microsoft.com/windows/win32/gdi/bitmap-header-types">BITMAPFILEHEADER and the
 * headers that succeed it</a>, from OS/2's BITMAPCOREHEADER to BITMAPV5HEADER.
 *
 * @param width pixels per row
 * @param height rows
 * @param topDown true if the top row is stored first
 * @param bits bits per pixel: 1, 4, 8, 16, 24 or 32
 * @param compression one of the constants of this class
 * @param masksAt offset of the bit masks, if compression is BITFIELDS
 * @param paletteAt offset of the palette, if there are up to 8 bits per pixel
 * @param colours entries in the palette
 * @param entryBytes bytes per palette entry
 * @param dataAt offset of the pixels
 */
record BmpHeader(
    int width,
    int height,
    boolean topDown,
    int bits,
    int compression,
    int masksAt,
    int paletteAt,
    int colours,
    int entryBytes,
    long dataAt) {
  static final int PLAIN = 0;
  static final int RLE8 = 1;
  static final int RLE4 = 2;
  static final int BITFIELDS = 3;
  private static final int START = 14;
  private static final int CORE = 12;
  private static final int INFO = 40;
  private static final int MASKS = 12;

  private static final Set<Integer> SIZES = Set.of(CORE, INFO, 52, 56, 64, 108, 124);
  private static final Set<Integer> BITS = Set.of(1, 4, 8, 16, 24, 32);

  static BmpHeader read(EncodedBytes file) throws InvalidImageException {
    long size = file.u32le(START, "the header");
    if (size > Integer.MAX_VALUE || !SIZES.contains((int) size)) {
      throw file.unsupported("expected a header of one of " + SIZES + " bytes, found " + size);
    }
    file.require(START, size, "the header");
    boolean core = size == CORE;
    int width = core ? file.u16le(18, "width") : (int) file.u32le(18, "width");
    int height = core ? file.u16le(20, "height") : (int) file.u32le(22, "height");
    int bits = file.u16le(core ? 24 : 28, "the bits per pixel");
    long compression = core ? PLAIN : file.u32le(30, "the compression");
    long colours = core ? 0 : file.u32le(46, "the number of colours");
    check(file, width, height, bits, compression, colours);
    int headerEnd = START + (int) size;
    int paletteAt = headerEnd + (compression == BITFIELDS && size == INFO ? MASKS : 0);
    int entries = bits > 8 ? 0 : colours == 0 ? 1 << bits : (int) colours;
    int entryBytes = core ? 3 : 4;
    long paletteEnd = paletteAt + (long) entries * entryBytes;
    long stated = file.u32le(10, "the offset of the pixels");
    long dataAt = stated == 0 || stated == headerEnd && bits <= 8 ? paletteEnd : stated;
    return new BmpHeader(
        width,
        Math.abs(height),
        height < 0,
        bits,
        (int) compression,
        START + INFO,
        paletteAt,
        entries,
        entryBytes,
        dataAt);
  }

  private static void check(
      EncodedBytes file, int width, int height, int bits, long compression, long colours)
      throws InvalidImageException {
    if (width < 1 || height == 0 || height == Integer.MIN_VALUE) {
      throw file.malformed("found a size of " + width + " x " + height + " pixels");
    }
    if (!BITS.contains(bits)) {
      throw file.unsupported("expected 1, 4, 8, 16, 24 or 32 bits per pixel, found " + bits);
    }
    if (bits <= 8 && colours > Palette.MOST) {
      throw file.malformed("expected at most 256 colours, found " + colours);
    }
    boolean agrees =
        compression == PLAIN
            || compression == RLE8 && bits == 8
            || compression == RLE4 && bits == 4
            || compression == BITFIELDS && bits > 8;
    if (!agrees) {
      throw file.unsupported("found compression " + compression + " of " + bits + "-bit pixels");
    }
  }

  /** Bytes from one row to the next: rows are padded to a multiple of 4 bytes. */
  long stride() {
    return ((long) width * bits + 31) / 32 * 4;
  }

  /** Bytes of a row that hold pixels, without padding. */
  long rowBytes() {
    return ((long) width * bits + 7) / 8;
  }

  /** Row of the image that is stored as the n-th row of the file. */
  int row(int stored) {
    return topDown ? stored : height - 1 - stored;
  }
}
