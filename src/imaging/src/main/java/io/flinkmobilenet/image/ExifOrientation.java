package io.flinkmobilenet.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Finds the orientation in an EXIF block, which has the structure of a TIFF file: <a
 * href="https://www.cipa.jp/std/documents/e/DC-008-2012_E.pdf">EXIF 2.3</a>, sections 4.5 and 4.6.
 *
 * <p>EXIF is metadata and not needed to decode an image. A block that is not valid is treated as
 * absent.
 */
final class ExifOrientation {
  private static final String PREFIX = "Exif\0\0";
  private static final int ORIENTATION_TAG = 0x0112;
  private static final int ENTRY_BYTES = 12;
  private static final int BYTE = 1;
  private static final int SHORT = 3;
  private static final int LONG = 4;

  /** Result if the block has no orientation. */
  static final int NONE = -1;

  private ExifOrientation() {}

  /**
   * The orientation that a block states: {@link #NONE}, 1 to 8, or another number, which EXIF does
   * not define.
   *
   * @param block the EXIF block, with or without the prefix that it has in a JPEG segment
   */
  static int find(ByteBuffer block) {
    int prefix = prefix(block);
    ByteBuffer tiff = block.slice(prefix, block.limit() - prefix);
    if (tiff.limit() < 8) {
      return NONE;
    }
    int byteOrder = tiff.getShort(0);
    if (byteOrder != 0x4949 && byteOrder != 0x4d4d) {
      return NONE;
    }
    tiff.order(byteOrder == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    long directory = Integer.toUnsignedLong(tiff.getInt(4));
    if (tiff.getShort(2) != 42 || directory + 2 > tiff.limit()) {
      return NONE;
    }
    int entries = Short.toUnsignedInt(tiff.getShort((int) directory));
    int entry = (int) directory + 2;
    for (int i = 0; i < entries && entry + ENTRY_BYTES <= tiff.limit(); i++) {
      if (Short.toUnsignedInt(tiff.getShort(entry)) == ORIENTATION_TAG) {
        return value(tiff, entry);
      }
      entry += ENTRY_BYTES;
    }
    return NONE;
  }

  private static int prefix(ByteBuffer block) {
    int at = 0;
    while (at < PREFIX.length()) {
      if (at >= block.limit() || block.get(at) != PREFIX.charAt(at)) {
        return 0;
      }
      at++;
    }
    return at;
  }

  /**
   * The number that the orientation's entry states; 1, which is upright, if the entry is not valid.
   */
  private static int value(ByteBuffer tiff, int entry) {
    if (tiff.getInt(entry + 4) != 1) {
      return 1;
    }
    return switch (tiff.getShort(entry + 2)) {
      case BYTE -> tiff.get(entry + 8) & 0xff;
      case SHORT -> tiff.getShort(entry + 8) & 0xffff;
      case LONG -> tiff.getInt(entry + 8) & Integer.MAX_VALUE;
      default -> 1;
    };
  }
}
