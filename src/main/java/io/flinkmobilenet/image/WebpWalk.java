package io.flinkmobilenet.image;

import io.flinkmobilenet.image.WebpFile.Frame;

/** One walk along the chunks of a WebP file: RFC 9649, sections 2.3 to 2.7. */
final class WebpWalk {
  private static final int FIRST_CHUNK = 12;
  private static final int CHUNK_HEADER = 8;
  private static final int FRAME_HEADER = 16;
  private static final int VP8_HEADER = 10;

  private final EncodedBytes file;
  private int canvasWidth;
  private int canvasHeight;
  private final StatedOrientation orientation = new StatedOrientation();
  private Frame frame;

  WebpWalk(EncodedBytes file) {
    this.file = file;
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
    return new WebpFile(file, canvasWidth, canvasHeight, orientation.orientation(), frame);
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

  /** Frames hold no frames: whoever nests them is not followed, however deep it goes. */
  private void chunk(int at, int size, boolean inFrame) throws InvalidImageException {
    int data = at + CHUNK_HEADER;
    if (frame == null && file.has("VP8L", at)) {
      frame = lossless(at, size);
    } else if (frame == null && file.has("VP8 ", at)) {
      frame = lossy(at, size);
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

  /** The header of section 3.4: a signature, then 14 bits each of width and height less 1. */
  private Frame lossless(int at, int size) throws InvalidImageException {
    int data = at + CHUNK_HEADER;
    long bits = file.u32le(data + 1L, "the VP8L header");
    if (size < 5 || file.u8(data, "the VP8L header") != 0x2f) {
      throw file.malformed("found a VP8L chunk without its header at byte " + at);
    }
    int width = (int) (bits & 0x3fff) + 1;
    return new Frame(0, 0, width, (int) (bits >> 14 & 0x3fff) + 1, true, at, data + size);
  }

  /** The header of a key frame: RFC 6386, section 9.1. */
  private Frame lossy(int at, int size) throws InvalidImageException {
    int data = at + CHUNK_HEADER;
    int tag = u24(data);
    if (size < VP8_HEADER || (tag & 1) != 0 || !file.has("\u009d\u0001\u002a", data + 3)) {
      throw file.malformed("found a VP8 chunk without the header of a key frame at byte " + at);
    }
    if (VP8_HEADER + (long) (tag >> 5) > size) {
      throw file.truncated("expected a first partition of " + (tag >> 5) + " bytes");
    }
    int width = file.u16le(data + 6, "the VP8 header") & 0x3fff;
    int height = file.u16le(data + 8, "the VP8 header") & 0x3fff;
    if (width == 0 || height == 0) {
      throw file.malformed("found a size of " + width + " x " + height + " pixels");
    }
    return new Frame(0, 0, width, height, false, at, data + size);
  }

  private int u24(int at) throws InvalidImageException {
    return file.u16le(at, "a header") | file.u8(at + 2, "a header") << 16;
  }
}
