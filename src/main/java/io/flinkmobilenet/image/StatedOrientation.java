package io.flinkmobilenet.image;

import java.nio.ByteBuffer;

/**
 * How a file says that its image is turned. As in Pillow's {@code exif_transpose}, an orientation
 * in the EXIF block counts, and one in the XMP packet only where the EXIF block has none.
 */
final class StatedOrientation {
  private ByteBuffer exif;
  private ByteBuffer xmp;

  /** Notes an EXIF block; a later one takes the place of an earlier one. */
  void exif(ByteBuffer block) {
    exif = block;
  }

  /** Notes the EXIF block that lies in the file at {@code at}. */
  void exif(EncodedBytes file, int at, int length) {
    exif(file.slice(at, length));
  }

  /** Notes an XMP packet; a later one takes the place of an earlier one. */
  void xmp(ByteBuffer packet) {
    xmp = packet;
  }

  /** Notes the XMP packet that lies in the file at {@code at}. */
  void xmp(EncodedBytes file, int at, int length) {
    xmp(file.slice(at, length));
  }

  /** What counts of all that was noted. */
  Orientation orientation() {
    int stated = exif == null ? ExifOrientation.NONE : ExifOrientation.find(exif);
    if (stated == ExifOrientation.NONE && xmp != null) {
      stated = XmpOrientation.find(xmp);
    }
    return Orientation.of(stated);
  }
}
