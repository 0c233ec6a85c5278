package io.flinkmobilenet.image.webp;

import io.flinkmobilenet.image.rows.Buffers;
import io.flinkmobilenet.image.rows.Region;
import io.flinkmobilenet.image.rows.RowSink;

/**
 * Decodes the two bitstreams of WebP to the pixels that libwebp makes of them, bit by bit: VP8 key
 * frames as <a href="https://www.rfc-editor.org/rfc/rfc6386">RFC 6386</a> defines them, and VP8L as
 * <a href="https://www.rfc-editor.org/rfc/rfc9649#section-3">RFC 9649, section 3</a>, does. Alpha
 * is left out. Keeps its memory from one image to the next; for one thread at a time.
 */
public final class WebpDecoder {
  private final Buffers lossy = new Buffers();
  private final Buffers lossless = new Buffers();
  private final LosslessTools tools = new LosslessTools();

  /**
   * Reads the header of a VP8 key frame, and takes no memory for pixels.
   *
   * @param file holds the frame from one place up to another
   */
  public static FrameSize openLossy(byte[] file, int from, int to) throws WebpException {
    FrameTag tag = FrameTag.read(file, from, to);
    return new FrameSize(tag.width(), tag.height());
  }

  /**
   * Reads the header of a VP8L image, and takes no memory for pixels.
   *
   * @param file holds the image from one place up to another
   */
  public static FrameSize openLossless(byte[] file, int from, int to) throws WebpException {
    return LosslessHeader.read(file, from, to);
  }

  /**
   * Decodes a VP8 key frame.
   *
   * @param file holds the frame from one place up to another
   * @param region of the image
   * @param sink takes all rows of the region, unless an exception ends them
   * @throws WebpException if a part of the frame, even outside of the region, is missing or wrong
   */
  public void decodeLossy(byte[] file, int from, int to, Region region, RowSink sink)
      throws WebpException {
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
   * @param file holds the image from one place up to another
   * @param region of the image
   * @param sink takes all rows of the region, unless an exception ends them
   * @throws WebpException if a part of the image, even outside of the region, is missing or wrong
   */
  public void decodeLossless(byte[] file, int from, int to, Region region, RowSink sink)
      throws WebpException {
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
   * @param file holds the data of the ALPH chunk from one place up to another
   * @param size of the frame
   * @throws WebpException if a part of alpha is missing or wrong
   */
  public void checkAlpha(byte[] file, int from, int to, FrameSize size) throws WebpException {
    lossless.reset();
    try {
      AlphaCheck.check(file, from, to, size, tools, lossless);
    } finally {
      tools.release();
      lossless.release();
    }
  }
}
