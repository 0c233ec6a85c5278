package io.flinkmobilenet.image.webp;

import io.flinkmobilenet.image.rows.Buffers;
import io.flinkmobilenet.image.rows.DecodingException;

/**
 * Checks that the alpha data of a lossy image are complete: RFC 9649, section 2.7.1.2. Alpha is not
 * used, but libwebp refuses an image whose alpha it cannot read, and so does this decoder.
 */
final class AlphaCheck {
  private static final int STORED = 0;
  private static final int COMPRESSED = 1;

  private AlphaCheck() {}

  /**
   * Checks the data of an alpha chunk.
   *
   * @param size size of the image
   */
  static void check(
      byte[] bytes, int from, int to, FrameSize size, LosslessTools tools, Buffers buffers)
      throws DecodingException {
    if (to - from < 2) {
      throw DecodingException.truncated(
          "expected alpha at byte %d, found its end at byte %d".formatted(from, to));
    }
    int method = bytes[from] & 3;
    int preprocessing = bytes[from] >> 4 & 3;
    int reserved = bytes[from] >> 6 & 3;
    if (method > COMPRESSED || preprocessing > 1 || reserved != 0) {
      throw DecodingException.unsupported(
          "expected alpha of a known kind at byte %d, found %02x".formatted(from, bytes[from]));
    }
    int start = from + 1;
    if (method == STORED) {
      int pixels = size.width() * size.height();
      if (to - start < pixels) {
        throw DecodingException.truncated(
            "expected alpha of %d pixels at byte %d, found its end at byte %d"
                .formatted(pixels, start, to));
      }
    } else {
      LosslessDecoder.check(bytes, start, to, size, tools, buffers);
    }
  }
}
