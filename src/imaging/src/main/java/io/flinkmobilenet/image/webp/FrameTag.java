package io.flinkmobilenet.image.webp;

import io.flinkmobilenet.image.rows.DecodingException;

/**
 * The first ten bytes of a key frame: RFC 6386, section 9.1.
 *
 * @param width pixels per row, 1 to 16383
 * @param height rows, 1 to 16383
 * @param firstPartition length of the first partition, which follows, in bytes
 */
record FrameTag(int width, int height, int firstPartition) {
  static final int LENGTH = 10;

  private static final int LARGEST_VERSION = 3;
  private static final int SIZE_BITS = 0x3fff;

  static FrameTag read(byte[] bytes, int from, int to) throws DecodingException {
    if (to - from < LENGTH) {
      throw DecodingException.truncated(
          "expected %d bytes of a frame's header at byte %d, found %d"
              .formatted(LENGTH, from, to - from));
    }
    int tag = u16(bytes, from) | (bytes[from + 2] & 0xff) << 16;
    if ((tag & 1) != 0) {
      throw DecodingException.unsupported("expected a key frame at byte %d".formatted(from));
    }
    int version = tag >> 1 & 7;
    if (version > LARGEST_VERSION) {
      throw DecodingException.unsupported(
          "expected a version up to %d at byte %d, found %d"
              .formatted(LARGEST_VERSION, from, version));
    }
    if ((tag >> 4 & 1) == 0) {
      throw DecodingException.unsupported(
          "expected a frame that is to be shown at byte %d".formatted(from));
    }
    if (bytes[from + 3] != (byte) 0x9d || bytes[from + 4] != 1 || bytes[from + 5] != 0x2a) {
      throw DecodingException.malformed(
          "expected the start code 9d 01 2a at byte %d".formatted(from + 3));
    }
    return size(bytes, from, to, tag >> 5);
  }

  /**
   * Reads the size. The two bits above each edge are a scale for display, which decoders ignore.
   */
  private static FrameTag size(byte[] bytes, int from, int to, int firstPartition)
      throws DecodingException {
    int width = u16(bytes, from + 6) & SIZE_BITS;
    int height = u16(bytes, from + 8) & SIZE_BITS;
    if (width == 0 || height == 0) {
      throw DecodingException.malformed("found a size of %d x %d pixels".formatted(width, height));
    }
    if (firstPartition > to - from - LENGTH) {
      throw DecodingException.truncated(
          "expected a first partition of %d bytes at byte %d, found %d"
              .formatted(firstPartition, from + LENGTH, to - from - LENGTH));
    }
    return new FrameTag(width, height, firstPartition);
  }

  private static int u16(byte[] bytes, int at) {
    return bytes[at] & 0xff | (bytes[at + 1] & 0xff) << 8;
  }
}
