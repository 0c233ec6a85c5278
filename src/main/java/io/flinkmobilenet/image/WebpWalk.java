package io.flinkmobilenet.image;

import io.flinkmobilenet.image.WebpFile.Frame;
import io.flinkmobilenet.image.webp.FrameSize;
import io.flinkmobilenet.image.webp.WebpDecoder;
import io.flinkmobilenet.image.webp.WebpException;

/** One walk along the chunks of a WebP file: RFC 9649, sections 2.3 to 2.7. */
final class WebpWalk {
  private static final int FIRST_CHUNK = 12;
  private static final int CHUNK_HEADER = 8;
  private static final int FRAME_HEADER = 16;

  private final EncodedBytes file;
  private final WebpDecoder decoder;
  private int canvasWidth;
  private int canvasHeight;
  private final StatedOrientation orientation = new StatedOrientation();
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
    if ((long) frame.left() + frame.width() > canvasWidth
        || (long) frame.top() + frame.height() > canvasHeight) {
      throw file.malformed(
          String.format(
              "expected frames inside %d x %d pixels, found one of %d x %d at column %d, row %d",
              canvasWidth, canvasHeight, frame.width(), frame.height(), frame.left(), frame.top()));
    }
    return new WebpFile(file, canvasWidth, canvasHeight, orientation.orientation(), frame, decoder);
  }

  private void chunks(int from, int end, boolean inFrame) throws InvalidImageException {
    long at = from;
    while (at + CHUNK_HEADER <= end) {
      long size = file.u32le(at + 4, "a chunk");
      if (at + CHUNK_HEADER + size > end) {
        throw file.malformed("the chunk at byte " + at + " exceeds the one around it");
      }
      chunk((int) at, (int) size, end, inFrame);
      at += CHUNK_HEADER + size + size % 2;
    }
  }

  /** Frames hold no frames: whoever nests them is not followed, however deep it goes. */
  private void chunk(int at, int size, int end, boolean inFrame) throws InvalidImageException {
    int data = at + CHUNK_HEADER;
    if (frame == null && file.has("VP8L", at)) {
      frame = frame(data, size, end, true);
    } else if (frame == null && file.has("VP8 ", at)) {
      frame = frame(data, size, end, false);
    } else if (!inFrame && file.has("VP8X", at)) {
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

  /** As in libwebp, the byte that pads a chunk counts as one of it. */
  private Frame frame(int data, int size, int end, boolean lossless) throws InvalidImageException {
    int padded = Math.min(end, data + size + size % 2);
    try {
      FrameSize found =
          lossless
              ? WebpDecoder.openLossless(file.bytes(), data, padded)
              : WebpDecoder.openLossy(file.bytes(), data, padded);
      return new Frame(0, 0, found.width(), found.height(), lossless, data, padded);
    } catch (WebpException e) {
      throw WebpFile.refusal(e);
    }
  }

  private int u24(int at) throws InvalidImageException {
    return file.u16le(at, "a header") | file.u8(at + 2, "a header") << 16;
  }
}
