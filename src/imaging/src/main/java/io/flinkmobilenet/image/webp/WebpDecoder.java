package io.flinkmobilenet.image.webp;

import io.flinkmobilenet.image.rows.Buffers;
import io.flinkmobilenet.image.rows.DecodingException;
import io.flinkmobilenet.image.rows.Region;
import io.flinkmobilenet.image.rows.RowSink;

/**
 * Decodes the two bitstreams of WebP to the same pixels, bit for bit, as libwebp: VP8 key frames as
 * <a href="https://www.rfc-editor.org/rfc/rfc6386">RFC 6386</a> defines them, and VP8L as <a
 * href="https://www.rfc-editor.org/rfc/rfc9649#section-3">RFC 9649, section 3</a>, does. Alpha is
 * ignored. A decoder reuses its memory for the next image and is not thread-safe.
 */
public final class WebpDecoder {
  private final Buffers lossy = new Buffers();
  private final Buffers lossless = new Buffers();
  private final LosslessTools tools = new LosslessTools();

  /**
   * Reads the header of a VP8 key frame, without allocating memory for pixels.
   *
   * @param file contains the frame from {@code from} up to {@code to}
   */
  public static FrameSize openLossy(byte[] file, int from, int to) throws DecodingException {
    FrameTag tag = FrameTag.read(file, from, to);
    return new FrameSize(tag.width(), tag.height());
  }

  /**
   * Reads the header of a VP8L image, without allocating memory for pixels.
   *
   * @param file contains the image from {@code from} up to {@code to}
   */
  public static FrameSize openLossless(byte[] file, int from, int to) throws DecodingException {
    return LosslessHeader.read(file, from, to);
  }

  /**
   * Decodes a VP8 key frame.
   *
   * @param file contains the frame from {@code from} up to {@code to}
   * @param region part of the image to decode
   * @param sink receives all rows of the region, unless an exception is thrown
   * @throws DecodingException if a part of the frame, even outside the region, is missing or not
   *     valid
   */
  public void decodeLossy(byte[] file, int from, int to, Region region, RowSink sink)
      throws DecodingException {
    lossy.reset();
    try {
      LossyDecoder.decode(file, from, to, region, sink, lossy);
    } finally {
      lossy.release();
    }
  }

  /**
   * Decodes a VP8L image.
   *
   * @param file contains the image from {@code from} up to {@code to}
   * @param region part of the image to decode
   * @param sink receives all rows of the region, unless an exception is thrown
   * @throws DecodingException if a part of the image, even outside the region, is missing or not
   *     valid
   */
  public void decodeLossless(byte[] file, int from, int to, Region region, RowSink sink)
      throws DecodingException {
    lossless.reset();
    try {
      LosslessDecoder.decode(file, from, to, region, sink, tools, lossless);
    } finally {
      tools.release();
      lossless.release();
    }
  }

  /**
   * Checks that the alpha of a VP8 key frame can be read.
   *
   * @param file contains the data of the ALPH chunk from {@code from} up to {@code to}
   * @param size size of the frame
   * @throws DecodingException if a part of the alpha data is missing or not valid
   */
  public void checkAlpha(byte[] file, int from, int to, FrameSize size) throws DecodingException {
    lossless.reset();
    try {
      AlphaCheck.check(file, from, to, size, tools, lossless);
    } finally {
      tools.release();
      lossless.release();
    }
  }
}
