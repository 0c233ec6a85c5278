package io.flinkmobilenet.image;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/** Reads the chunks of a PNG file in order: PNG, sections 5 and 11. */
final class PngWalk {
  private static final int LENGTH_AND_TYPE = 8;
  private static final int CRC = 4;

  private final EncodedBytes file;
  private final List<int[]> data = new ArrayList<>();
  private final PngRemarks remarks;
  private PngHeader header;
  private Palette palette;

  PngWalk(EncodedBytes file) {
    this.file = file;
    remarks = new PngRemarks(file);
  }

  /** Reads up to the IEND chunk or, once image data have been found, to the last readable chunk. */
  PngFile walk() throws InvalidImageException {
    int at = PngFile.SIGNATURE.length();
    String type = "";
    while (!type.equals("IEND") && !endsEarly(at)) {
      long length = file.u32be(at, "a chunk");
      file.require(at, LENGTH_AND_TYPE + length + CRC, "the chunk at byte " + at);
      checkType(at);
      type = new String(file.bytes(), at + 4, 4, StandardCharsets.ISO_8859_1);
      chunk(type, at, (int) length);
      at += LENGTH_AND_TYPE + (int) length + CRC;
    }
    if (data.isEmpty() || header.hasPalette() && palette == null) {
      throw file.malformed("it has no chunk " + (data.isEmpty() ? "IDAT" : "PLTE"));
    }
    return new PngFile(file, header, palette, remarks, data, !type.equals("IEND"));
  }

  /**
   * True if the file has image data and no complete chunk header follows. All rows may exist
   * nevertheless: the rest of a truncated IDAT chunk may complete them. A truncated chunk of
   * another type is not accepted, because it might have stated the orientation.
   */
  private boolean endsEarly(int at) throws InvalidImageException {
    boolean isData = header != null && file.has("IDAT", at + 4);
    if (!isData && data.isEmpty()) {
      return false;
    }
    if (at + LENGTH_AND_TYPE > file.length() || !hasType(at)) {
      return true;
    }
    int start = at + LENGTH_AND_TYPE;
    long end = start + file.u32be(at, "a chunk");
    boolean cut = end + CRC > file.length();
    if (cut && isData) {
      data.add(new int[] {start, (int) Math.min(end, file.length())});
    }
    return cut && (isData || file.has("IEND", at + 4));
  }

  private void chunk(String type, int at, int length) throws InvalidImageException {
    int start = at + LENGTH_AND_TYPE;
    boolean critical = Character.isUpperCase(type.charAt(0));
    if (header == null != type.equals("IHDR")) {
      throw file.malformed(
          "expected one IHDR chunk, the first chunk, found " + type + " at byte " + at);
    }
    if (critical) {
      checkCrc(type, at, length);
    }
    switch (type) {
      case "IHDR" -> header(start, length);
      case "PLTE" -> palette(start, length);
      case "IDAT" -> data.add(new int[] {start, start + length});
      default -> {
        if (critical && !type.equals("IEND")) {
          throw file.unsupported("found the chunk " + type + " at byte " + at);
        }
        remarks.note(type, start, length);
      }
    }
  }

  private boolean hasType(int at) {
    for (int i = at + 4; i < at + LENGTH_AND_TYPE; i++) {
      int letter = file.bytes()[i] | 0x20;
      if (letter < 'a' || letter > 'z') {
        return false;
      }
    }
    return true;
  }

  private void checkType(int at) throws InvalidImageException {
    if (!hasType(at)) {
      throw file.malformed(
          String.format(
              "chunk at byte %d has type %08x, expected four letters", at, file.u32be(at + 4, "")));
    }
  }

  private void header(int start, int length) throws InvalidImageException {
    if (length != PngHeader.BYTES) {
      throw file.malformed("IHDR has " + length + " bytes, expected " + PngHeader.BYTES);
    }
    header = PngHeader.read(file, start);
  }

  private void palette(int start, int length) throws InvalidImageException {
    int colours = length / RgbImage.CHANNELS;
    if (length % RgbImage.CHANNELS != 0 || colours < 1 || colours > Palette.MOST) {
      throw file.malformed("PLTE has " + length + " bytes, expected 1 to 256 times 3");
    }
    if (header.hasPalette()) {
      if (palette != null || !data.isEmpty()) {
        throw file.malformed("expected one PLTE chunk, before IDAT, found another");
      }
      palette = Palette.ofRgb(file, start, colours);
    }
  }

  private void checkCrc(String type, int at, int length) throws InvalidImageException {
    CRC32 crc = new CRC32();
    crc.update(file.bytes(), at + 4, 4 + length);
    long stored = file.u32be(at + LENGTH_AND_TYPE + length, "a checksum");
    if (crc.getValue() != stored) {
      throw file.malformed(
          String.format(
              "chunk %s at byte %d has checksum %08x, expected %08x",
              type, at, crc.getValue(), stored));
    }
  }
}
