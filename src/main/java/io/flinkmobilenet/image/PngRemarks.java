package io.flinkmobilenet.image;

import java.util.Set;

/** Where a PNG file says how its image is turned: the eXIf chunk, or one of its texts. */
final class PngRemarks {
  private static final Set<String> TEXTS = Set.of("tEXt", "zTXt", "iTXt");

  private final EncodedBytes file;
  private final PngText texts;
  private int exifAt;
  private int exifLength;

  PngRemarks(EncodedBytes file) {
    this.file = file;
    texts = new PngText(file);
  }

  /** Notes a chunk if it is of use; the last one of its kind counts. */
  void note(String type, int data, int length) {
    if (type.equals("eXIf")) {
      exifAt = data;
      exifLength = length;
    } else if (TEXTS.contains(type)) {
      texts.note(type, data, length);
    }
  }

  Orientation orientation() {
    StatedOrientation stated = new StatedOrientation();
    if (exifAt > 0) {
      stated.exif(file, exifAt, exifLength);
    }
    texts.tell(stated, exifAt > 0);
    return stated.orientation();
  }
}
