package io.flinkmobilenet.image.webp;

import io.flinkmobilenet.image.rows.DecodingException;

/** The first five bytes of a VP8L image: RFC 9649, section 3.4. */
final class LosslessHeader {
  static final int LENGTH = 5;

  private static final int SIGNATURE = 0x2f;
  private static final int SIZE_BITS = 14;

  private LosslessHeader() {}

  static FrameSize read(byte[] bytes, int from, int to) throws DecodingException {
    if (to - from < LENGTH) {
      throw DecodingException.truncated(
          "expected %d bytes of an image's header at byte %d, found %d"
              .formatted(LENGTH, from, to - from));
    }
    BitReader in = new BitReader(bytes, from, from + LENGTH);
    int signature = in.read(Byte.SIZE);
    if (signature != SIGNATURE) {
      throw DecodingException.malformed(
          "expected the signature %02x at byte %d, found %02x"
              .formatted(SIGNATURE, from, signature));
    }
    int width = 1 + in.read(SIZE_BITS);
    int height = 1 + in.read(SIZE_BITS);
    // Ignored: it is a hint whether alpha is used.
    in.flag();
    int version = in.read(3);
    if (version != 0) {
      throw DecodingException.unsupported(
          "expected version 0 at byte %d, found %d".formatted(from + LENGTH - 1, version));
    }
    return new FrameSize(width, height);
  }
}
