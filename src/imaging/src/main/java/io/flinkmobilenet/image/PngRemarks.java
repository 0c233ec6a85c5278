package io.flinkmobilenet.image;

import java.util.Set;

/**
 * The metadata of a PNG file that may state its orientation: the eXIf chunk or one of the text
 * chunks.
 */
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

  /**
   * Records a chunk if it may state the orientation. Of several chunks of one kind the last one
   * counts.
   */
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
