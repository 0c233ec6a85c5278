package io.flinkmobilenet.image;

import java.util.Set;

/**
 * The headers of a BMP file: <a
 * href="https://learn.microsoft.com/windows/win32/gdi/bitmap-header-types">BITMAPFILEHEADER and its
 * followers</a>, from OS/2's BITMAPCOREHEADER to BITMAPV5HEADER.
 *
 * @param width pixels a row
 * @param height rows
 * @param topDown whether the top row comes first
 * @param bits bits a pixel: 1, 4, 8, 16, 24 or 32
 * @param compression one of the constants
 * @param masksAt where the bit masks are, if compression is BITFIELDS
 * @param paletteAt where the palette is, up to 8 bits
 * @param colours how many entries it has
 * @param entryBytes bytes an entry
 * @param dataAt where the pixels start
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
    int bits = file.u16le(core ? 24 : 28, "the bits a pixel");
    long compression = core ? PLAIN : file.u32le(30, "the compression");
    long colours = core ? 0 : file.u32le(46, "the number of colours");
    check(file, width, height, bits, compression, colours);
    int headerEnd = START + (int) size;
    int paletteAt = headerEnd + (compression == BITFIELDS && size == INFO ? MASKS : 0);
    int entries = bits > 8 ? 0 : colours == 0 ? 1 << bits : (int) colours;
    int entryBytes = core ? 3 : 4;
    long paletteEnd = paletteAt + (long) entries * entryBytes;
    long stated = file.u32le(10, "the place of the pixels");
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
      throw file.unsupported("expected 1, 4, 8, 16, 24 or 32 bits a pixel, found " + bits);
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

  /** Bytes from one row to the next: rows end on 4 bytes. */
  long stride() {
    return ((long) width * bits + 31) / 32 * 4;
  }

  /** Bytes of a row that carry pixels. */
  long rowBytes() {
    return ((long) width * bits + 7) / 8;
  }

  /** Row of the picture that is the n-th in the file. */
  int row(int stored) {
    return topDown ? stored : height - 1 - stored;
  }
}
