package io.flinkmobilenet.image;

import io.flinkmobilenet.image.InvalidImageException.Reason;
import io.flinkmobilenet.image.rows.Region;
import io.flinkmobilenet.image.rows.RowSink;
import io.flinkmobilenet.image.webp.FrameSize;
import io.flinkmobilenet.image.webp.WebpDecoder;
import io.flinkmobilenet.image.webp.WebpException;

/**
 * A WebP file, or the first frame of an animated one on a black canvas: <a
 * href="https://www.rfc-editor.org/rfc/rfc9649">RFC 9649</a>.
 *
 * <p>A first frame is never blended, whatever it says: Pillow puts it, alpha and all, on a canvas
 * that is black and transparent, and drops alpha from both.
 *
 * @param file the whole file
 * @param width pixels a row of the canvas
 * @param height rows of the canvas
 * @param orientation as the EXIF chunk says
 * @param frame the image
 * @param decoder for its pixels
 */
record WebpFile(
    EncodedBytes file,
    int width,
    int height,
    Orientation orientation,
    Frame frame,
    WebpDecoder decoder)
    implements StreamedImage {

  /**
   * An image or a frame.
   *
   * @param left column of the canvas
   * @param top row of the canvas
   * @param width pixels a row
   * @param height rows
   * @param lossless whether its chunk is VP8L
   * @param start where the data of its VP8 or VP8L chunk start
   * @param end where they end, padding excluded
   * @param alphaStart where the data of its ALPH chunk start
   * @param alphaEnd where they end; 0 where there are none
   */
  record Frame(
      int left,
      int top,
      int width,
      int height,
      boolean lossless,
      int start,
      int end,
      int alphaStart,
      int alphaEnd) {
    Frame movedTo(int left, int top) {
      return new Frame(left, top, width, height, lossless, start, end, alphaStart, alphaEnd);
    }
  }

  static WebpFile open(EncodedBytes file, WebpDecoder decoder) throws InvalidImageException {
    return new WebpWalk(file, decoder).walk();
  }

  /** The same complaint in the words of this package. */
  static InvalidImageException refusal(WebpException e) {
    InvalidImageException refusal =
        switch (e.kind()) {
          case TRUNCATED ->
              new InvalidImageException(
                  Reason.TRUNCATED_IMAGE, "WebP is truncated: " + e.getMessage());
          case MALFORMED ->
              new InvalidImageException(
                  Reason.MALFORMED_IMAGE, "WebP is malformed: " + e.getMessage());
          case UNSUPPORTED ->
              new InvalidImageException(
                  Reason.UNSUPPORTED_FORMAT, "WebP is not supported: " + e.getMessage());
        };
    refusal.initCause(e);
    return refusal;
  }

  @Override
  public void read(Region region, RowSink sink) throws InvalidImageException {
    if (frame.width() == width && frame.height() == height) {
      decode(region, sink);
      return;
    }
    FrameOnCanvas canvas = new FrameOnCanvas(frame, width, region, sink);
    decode(new Region(0, 0, frame.width(), frame.height()), canvas);
    canvas.end();
  }

  private void decode(Region region, RowSink sink) throws InvalidImageException {
    try {
      if (frame.lossless()) {
        decoder.decodeLossless(file.bytes(), frame.start(), frame.end(), region, sink);
      } else {
        if (frame.alphaEnd() > 0) {
          FrameSize size = new FrameSize(frame.width(), frame.height());
          decoder.checkAlpha(file.bytes(), frame.alphaStart(), frame.alphaEnd(), size);
        }
        decoder.decodeLossy(file.bytes(), frame.start(), frame.end(), region, sink);
      }
    } catch (WebpException e) {
      throw refusal(e);
    }
  }
}
