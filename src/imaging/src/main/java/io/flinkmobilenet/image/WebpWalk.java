package io.flinkmobilenet.image;

import io.flinkmobilenet.image.WebpFile.Frame;
import io.flinkmobilenet.image.rows.DecodingException;
import io.flinkmobilenet.image.webp.FrameSize;
import io.flinkmobilenet.image.webp.WebpDecoder;

/**
 * Reads the chunks of a WebP file in order: RFC 9649, sections 2.3 to 2.7. The rules are libwebp's:
 * an image has the size of its canvas; the alpha chunk comes before its image; a still image has
 * alpha only if the header says so.
 */
final class WebpWalk {
  private static final int FIRST_CHUNK = 12;
  private static final int CHUNK_HEADER = 8;
  private static final int FRAME_HEADER = 16;
  private static final int ALPHA_FLAG = 0x10;

  private final EncodedBytes file;
  private final WebpDecoder decoder;
  private int canvasWidth;
  private int canvasHeight;
  private final StatedOrientation orientation = new StatedOrientation();
  private boolean alphaStated;
  private int alphaStart;
  private int alphaEnd;
  private boolean animated;
  private Frame frame;

  WebpWalk(EncodedBytes file, WebpDecoder decoder) {
    this.file = file;
    this.decoder = decoder;
  }

  WebpFile walk() throws InvalidImageException {
    long size = file.u32le(4, "the file's size");
    file.require(CHUNK_HEADER, size, "chunks");
    int end = (int) (CHUNK_HEADER + size);
    chunks(FIRST_CHUNK, end, false);
    if (frame == null) {
      throw file.malformed("expected a chunk VP8, VP8L or ANMF, found none");
    }
    if (canvasWidth == 0) {
      canvasWidth = frame.width();
      canvasHeight = frame.height();
    }
    checkCanvas();
    return new WebpFile(file, canvasWidth, canvasHeight, orientation.orientation(), frame, decoder);
  }

  private void checkCanvas() throws InvalidImageException {
    if (!animated && (frame.width() != canvasWidth || frame.height() != canvasHeight)) {
      throw file.malformed(
          "expected an image of %d x %d pixels, as its header says, found %d x %d"
              .formatted(canvasWidth, canvasHeight, frame.width(), frame.height()));
    }
    if ((long) frame.left() + frame.width() > canvasWidth
        || (long) frame.top() + frame.height() > canvasHeight) {
      throw file.malformed(
          "expected frames inside %d x %d pixels, found one of %d x %d at column %d, row %d"
              .formatted(
                  canvasWidth,
                  canvasHeight,
                  frame.width(),
                  frame.height(),
                  frame.left(),
                  frame.top()));
    }
  }

  private void chunks(int from, int end, boolean inFrame) throws InvalidImageException {
    long at = from;
    while (at + CHUNK_HEADER <= end) {
      long size = file.u32le(at + 4, "a chunk");
      if (at + CHUNK_HEADER + size > end) {
        throw file.malformed("the chunk at byte " + at + " exceeds the one around it");
      }
      chunk((int) at, (int) size, inFrame);
      at += CHUNK_HEADER + size + size % 2;
    }
  }

  /** Reads one chunk. Frames cannot contain frames, so nested frames are not followed. */
  private void chunk(int at, int size, boolean inFrame) throws InvalidImageException {
    int data = at + CHUNK_HEADER;
    if (frame == null && file.has("VP8L", at)) {
      frame = frame(data, size, true);
    } else if (frame == null && file.has("VP8 ", at)) {
      frame = frame(data, size, false);
    } else if (frame == null && alphaEnd == 0 && file.has("ALPH", at)) {
      if (inFrame || alphaStated) {
        alphaStart = data;
        alphaEnd = data + size;
      }
    } else if (!inFrame && file.has("VP8X", at)) {
      alphaStated = (file.u8(data, "a header") & ALPHA_FLAG) != 0;
      canvasWidth = u24(data + 4) + 1;
      canvasHeight = u24(data + 7) + 1;
    } else if (!inFrame && file.has("EXIF", at)) {
      orientation.exif(file, data, size);
    } else if (!inFrame && file.has("XMP ", at)) {
      orientation.xmp(file, data, size);
    } else if (!inFrame && frame == null && file.has("ANMF", at)) {
      animationFrame(data, size);
    }
  }

  private void animationFrame(int data, int size) throws InvalidImageException {
    animated = true;
    alphaEnd = 0;
    int left = 2 * u24(data);
    int top = 2 * u24(data + 3);
    chunks(data + FRAME_HEADER, data + size, true);
    if (frame == null
        || frame.width() != u24(data + 6) + 1
        || frame.height() != u24(data + 9) + 1) {
      throw file.malformed("the frame at byte " + data + " has another size than its header says");
    }
    frame = frame.movedTo(left, top);
  }

  private Frame frame(int data, int size, boolean lossless) throws InvalidImageException {
    int end = data + size;
    try {
      FrameSize found =
          lossless
              ? WebpDecoder.openLossless(file.bytes(), data, end)
              : WebpDecoder.openLossy(file.bytes(), data, end);
      return new Frame(
          0, 0, found.width(), found.height(), lossless, data, end, alphaStart, alphaEnd);
    } catch (DecodingException e) {
      throw InvalidImageException.of("WebP", e);
    }
  }

  private int u24(int at) throws InvalidImageException {
    return file.u16le(at, "a header") | file.u8(at + 2, "a header") << 16;
  }
}
