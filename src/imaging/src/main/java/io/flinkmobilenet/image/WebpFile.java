package io.flinkmobilenet.image;

import io.flinkmobilenet.image.rows.DecodingException;
import io.flinkmobilenet.image.rows.Region;
import io.flinkmobilenet.image.rows.RowSink;
import io.flinkmobilenet.image.webp.FrameSize;
import io.flinkmobilenet.image.webp.WebpDecoder;

/**
 * A WebP file, or the first frame of an animated one on a black canvas: <a
 * href="https://www.rfc-editor.org/rfc/rfc9649">RFC 9649</a>.
 *
 * <p>A first frame is never blended, whatever its header says: Pillow copies it with its alpha onto
 * a canvas that is black and transparent, and then drops alpha.
 *
 * @param file the whole file
 * @param width pixels per row of the canvas
 * @param height rows of the canvas
 * @param orientation stated by the EXIF chunk
 * @param frame the image or the first frame
 * @param decoder decodes the pixels
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
   * A still image or a frame of an animation.
   *
   * @param left column of the canvas
   * @param top row of the canvas
   * @param width pixels per row @param height rows
   * @param lossless true if its chunk is VP8L
   * @param start offset of the data of its VP8 or VP8L chunk
   * @param end offset just after them, padding excluded
   * @param alphaStart offset of the data of its ALPH chunk
   * @param alphaEnd offset just after them; 0 if there are none
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
    } catch (DecodingException e) {
      throw InvalidImageException.of("WebP", e);
    }
  }
}
