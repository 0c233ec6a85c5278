package io.flinkmobilenet.image;

import java.nio.ByteBuffer;

/**
 * The orientation that a file states. As in Pillow's {@code exif_transpose}, an orientation in the
 * XMP packet counts only if the EXIF block has none.
 */
final class StatedOrientation {
  private ByteBuffer exif;
  private ByteBuffer xmp;

  /** Records an EXIF block; a later one replaces an earlier one. */
  void exif(ByteBuffer block) {
    exif = block;
  }

  /** Records the EXIF block at offset {@code at} of the file. */
  void exif(EncodedBytes file, int at, int length) {
    exif(file.slice(at, length));
  }

  /** Records an XMP packet; a later one replaces an earlier one. */
  void xmp(ByteBuffer packet) {
    xmp = packet;
  }

  /** Records the XMP packet at offset {@code at} of the file. */
  void xmp(EncodedBytes file, int at, int length) {
    xmp(file.slice(at, length));
  }

  /** The resulting orientation. */
  Orientation orientation() {
    int stated = exif == null ? ExifOrientation.NONE : ExifOrientation.find(exif);
    if (stated == ExifOrientation.NONE && xmp != null) {
      stated = XmpOrientation.find(xmp);
    }
    return Orientation.of(stated);
  }
}
