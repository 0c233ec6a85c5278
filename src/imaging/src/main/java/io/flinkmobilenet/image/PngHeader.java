package io.flinkmobilenet.image;

import java.util.Map;
import java.util.Set;

/**
 * The IHDR chunk of a PNG file.
 *
 * @param width pixels per row
 * @param height rows
 * @param bitDepth bits per sample: 1, 2, 4, 8 or 16
 * @param colourType 0 grey, 2 RGB, 3 palette, 4 grey with alpha, 6 RGB with alpha
 * @param interlaced true if pixels are stored in the seven passes of Adam7
 */
record PngHeader(int width, int height, int bitDepth, int colourType, boolean interlaced) {
  static final int BYTES = 13;
  private static final int PALETTE = 3;

  private static final Map<Integer, Integer> SAMPLES = Map.of(0, 1, 2, 3, PALETTE, 1, 4, 2, 6, 4);
  private static final Map<Integer, Set<Integer>> BIT_DEPTHS =
      Map.of(
          0,
          Set.of(1, 2, 4, 8, 16),
          2,
          Set.of(8, 16),
          PALETTE,
          Set.of(1, 2, 4, 8),
          4,
          Set.of(8, 16),
          6,
          Set.of(8, 16));

  /** Reads the chunk's data at the given offset: PNG, section 11.2.1. */
  static PngHeader read(EncodedBytes file, int at) throws InvalidImageException {
    file.require(at, BYTES, "the IHDR chunk");
    long width = file.u32be(at, "the width");
    long height = file.u32be(at + 4, "the height");
    if (width < 1 || width > Integer.MAX_VALUE || height < 1 || height > Integer.MAX_VALUE) {
      throw file.malformed(
          "expected a size between 1 and 2^31 - 1, found " + width + " x " + height);
    }
    int bitDepth = file.u8(at + 8, "the bit depth");
    int colourType = file.u8(at + 9, "the colour type");
    if (!BIT_DEPTHS.getOrDefault(colourType, Set.of()).contains(bitDepth)) {
      throw file.malformed("found colour type " + colourType + " with bit depth " + bitDepth);
    }
    int compression = file.u8(at + 10, "the compression method");
    int filter = file.u8(at + 11, "the filter method");
    int interlace = file.u8(at + 12, "the interlace method");
    if (compression != 0 || filter != 0 || interlace > 1) {
      throw file.unsupported(
          String.format(
              "expected compression 0, filter 0, interlace 0 or 1, found %d, %d, %d",
              compression, filter, interlace));
    }
    return new PngHeader((int) width, (int) height, bitDepth, colourType, interlace == 1);
  }

  /** Samples per pixel. */
  int samples() {
    return SAMPLES.get(colourType);
  }

  boolean hasPalette() {
    return colourType == PALETTE;
  }

  /** Bytes of all rows after decompression, without the filter bytes. */
  long rowBytes() {
    return rowBytes(width) * height;
  }

  /** Bytes of a row of the given number of pixels. */
  long rowBytes(int pixels) {
    return ((long) pixels * samples() * bitDepth + 7) / 8;
  }

  /** Bytes from one pixel to the next; 1 if several pixels share a byte. */
  int pixelBytes() {
    return Math.max(1, samples() * bitDepth / 8);
  }
}
