package io.flinkmobilenet.image;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/** One walk along the chunks of a PNG file: PNG, sections 5 and 11. */
final class PngWalk {
  private static final int LENGTH_AND_TYPE = 8;
  private static final int CRC = 4;

  private final EncodedBytes file;
  private final List<int[]> pixelChunks = new ArrayList<>();
  private PngHeader header;
  private Palette palette;
  private Orientation orientation = Orientation.UPRIGHT;
  private boolean hasData;

  PngWalk(EncodedBytes file) {
    this.file = file;
  }

  /** Walks up to the IEND chunk, without which the file is truncated. */
  PngFile walk() throws InvalidImageException {
    int at = PngFile.SIGNATURE.length();
    String type;
    do {
      long length = file.u32be(at, "a chunk");
      file.require(at, LENGTH_AND_TYPE + length + CRC, "the chunk at byte " + at);
      checkType(at);
      type = new String(file.bytes(), at + 4, 4, StandardCharsets.ISO_8859_1);
      chunk(type, at, (int) length);
      at += LENGTH_AND_TYPE + (int) length + CRC;
    } while (!type.equals("IEND"));
    if (!hasData || header.hasPalette() && palette == null) {
      throw file.malformed("it ends without the chunk " + (hasData ? "PLTE" : "IDAT"));
    }
    return new PngFile(file, header, palette, orientation, pixelChunks);
  }

  private void chunk(String type, int at, int length) throws InvalidImageException {
    int data = at + LENGTH_AND_TYPE;
    boolean critical = Character.isUpperCase(type.charAt(0));
    if (header == null != type.equals("IHDR")) {
      throw file.malformed("expected one IHDR chunk, the first, found " + type + " at byte " + at);
    }
    if (critical) {
      checkCrc(type, at, length);
    }
    switch (type) {
      case "IHDR" -> header(data, length);
      case "PLTE" -> palette(data, length);
      case "IDAT" -> hasData = true;
      case "eXIf" -> orientation = ExifOrientation.find(file, data, length);
      default -> {
        if (critical && !type.equals("IEND")) {
          throw file.unsupported("found the chunk " + type + " at byte " + at);
        }
      }
    }
    // A palette beside true colour is a mere suggestion.
    if (critical && (!type.equals("PLTE") || header.hasPalette())) {
      pixelChunks.add(new int[] {at, data + length + CRC});
    }
  }

  private void checkType(int at) throws InvalidImageException {
    for (int i = 4; i < LENGTH_AND_TYPE; i++) {
      int letter = file.u8(at + i, "a chunk") | 0x20;
      if (letter < 'a' || letter > 'z') {
        throw file.malformed(
            String.format(
                "chunk at byte %d has type %08x, no letters", at, file.u32be(at + 4, "")));
      }
    }
  }

  private void header(int data, int length) throws InvalidImageException {
    if (length != PngHeader.BYTES) {
      throw file.malformed("IHDR has " + length + " bytes, expected " + PngHeader.BYTES);
    }
    header = PngHeader.read(file, data);
  }

  private void palette(int data, int length) throws InvalidImageException {
    int colours = length / RgbImage.CHANNELS;
    if (length % RgbImage.CHANNELS != 0 || colours < 1 || colours > Palette.MOST) {
      throw file.malformed("PLTE has " + length + " bytes, expected 1 to 256 times 3");
    }
    if (header.hasPalette()) {
      if (palette != null || hasData) {
        throw file.malformed("expected one PLTE chunk, before IDAT, found another");
      }
      palette = Palette.ofRgb(file, data, colours);
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
