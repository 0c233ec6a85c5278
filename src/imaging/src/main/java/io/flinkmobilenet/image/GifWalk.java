package io.flinkmobilenet.image;

import io.flinkmobilenet.image.GifFile.Frame;

/**
 * Reads the blocks of a GIF file in order, up to the data of the first frame: GIF89a, section 12.
 */
final class GifWalk {
  private static final int IMAGE = 0x2c;
  private static final int INTERLACED = 0x40;
  private static final int EXTENSION = 0x21;
  private static final int GRAPHIC_CONTROL = 0xf9;
  private static final int HAS_PALETTE = 0x80;
  private static final int SCREEN = 6;
  private static final int SCREEN_END = 13;
  private static final int DESCRIPTOR_BYTES = 10;

  private final EncodedBytes file;
  private Palette palette = Palette.ramp(8);
  private int surrounding;

  GifWalk(EncodedBytes file) {
    this.file = file;
  }

  GifFile walk() throws InvalidImageException {
    int at = palette(SCREEN + 4, SCREEN_END);
    int introducer = file.u8(at, "a block");
    while (introducer == EXTENSION || introducer == 0) {
      // Some writers add a superfluous terminator.
      at = introducer == 0 ? at + 1 : extension(at);
      introducer = file.u8(at, "a block");
    }
    if (introducer != IMAGE) {
      throw file.malformed(
          String.format("expected a frame at byte %d, found block %02x", at, introducer));
    }
    Frame frame = frame(at);
    int width = Math.max(file.u16le(SCREEN, "the width"), frame.left() + frame.width());
    int height = Math.max(file.u16le(SCREEN + 2, "the height"), frame.top() + frame.height());
    return new GifFile(file, width, height, palette, surrounding, frame);
  }

  /** Reads the palette at {@code at}, if the flags announce one, and returns where it ends. */
  private int palette(int flagsAt, int at) throws InvalidImageException {
    int flags = file.u8(flagsAt, "the header");
    if ((flags & HAS_PALETTE) == 0) {
      return at;
    }
    int colours = 2 << (flags & 7);
    Palette stated = Palette.ofRgb(file, at, colours);
    // As in Pillow, a palette that is the beginning of a grey ramp is extended to the full ramp.
    palette = stated.isRamp(colours) ? Palette.ramp(8) : stated;
    return at + colours * RgbImage.CHANNELS;
  }

  private int extension(int at) throws InvalidImageException {
    boolean control = file.u8(at + 1, "an extension") == GRAPHIC_CONTROL;
    if (control && file.u8(at + 2, "an extension") == 4 && (file.u8(at + 3, "flags") & 1) == 1) {
      surrounding = file.u8(at + 6, "the transparent colour");
    }
    return blocksEnd(at + 2);
  }

  private Frame frame(int at) throws InvalidImageException {
    file.require(at, DESCRIPTOR_BYTES, "a frame's header");
    int width = file.u16le(at + 5, "the frame's width");
    int height = file.u16le(at + 7, "the frame's height");
    if (width == 0 || height == 0) {
      throw file.malformed("its first frame is " + width + " x " + height + " pixels");
    }
    int dataStart = palette(at + 9, at + DESCRIPTOR_BYTES);
    return new Frame(
        file.u16le(at + 1, "the frame's place"),
        file.u16le(at + 3, "the frame's place"),
        width,
        height,
        (file.u8(at + 9, "the frame's flags") & INTERLACED) != 0,
        dataStart);
  }

  /** Offset just after the terminator of the data sub-blocks that start at the given offset. */
  private int blocksEnd(int from) throws InvalidImageException {
    int at = from;
    int length = file.u8(at, "a data block");
    while (length > 0) {
      at += 1 + length;
      length = file.u8(at, "a data block");
    }
    return at + 1;
  }
}
