package io.flinkmobilenet.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Finds the orientation in an EXIF block, a TIFF file of its own: <a
 * href="https://www.cipa.jp/std/documents/e/DC-008-2012_E.pdf">EXIF 2.3</a>, sections 4.5 and 4.6.
 *
 * <p>EXIF is a remark beside the picture. One that makes no sense is taken for absent.
 */
final class ExifOrientation {
  private static final String PREFIX = "Exif\0\0";
  private static final int ORIENTATION_TAG = 0x0112;
  private static final int ENTRY_BYTES = 12;
  private static final int BYTE = 1;
  private static final int SHORT = 3;
  private static final int LONG = 4;

  private ExifOrientation() {}

  /** Whether the block starts with the prefix that it has in a JPEG segment. */
  private static boolean announced(EncodedBytes file, int at) {
    return file.has(PREFIX, at);
  }

  /** The orientation in the block of {@code length} bytes at {@code at}, all inside the file. */
  static Orientation find(EncodedBytes file, int at, int length) {
    int skipped = length >= PREFIX.length() && announced(file, at) ? PREFIX.length() : 0;
    return find(ByteBuffer.wrap(file.bytes(), at + skipped, length - skipped).slice());
  }

  private static Orientation find(ByteBuffer tiff) {
    if (tiff.limit() < 8) {
      return Orientation.UPRIGHT;
    }
    int byteOrder = tiff.getShort(0);
    if (byteOrder != 0x4949 && byteOrder != 0x4d4d) {
      return Orientation.UPRIGHT;
    }
    tiff.order(byteOrder == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    long directory = Integer.toUnsignedLong(tiff.getInt(4));
    if (tiff.getShort(2) != 42 || directory + 2 > tiff.limit()) {
      return Orientation.UPRIGHT;
    }
    int entries = Short.toUnsignedInt(tiff.getShort((int) directory));
    int entry = (int) directory + 2;
    for (int i = 0; i < entries && entry + ENTRY_BYTES <= tiff.limit(); i++) {
      if (Short.toUnsignedInt(tiff.getShort(entry)) == ORIENTATION_TAG) {
        return Orientation.of(value(tiff, entry));
      }
      entry += ENTRY_BYTES;
    }
    return Orientation.UPRIGHT;
  }

  private static int value(ByteBuffer tiff, int entry) {
    if (tiff.getInt(entry + 4) != 1) {
      return 1;
    }
    return switch (tiff.getShort(entry + 2)) {
      case BYTE -> tiff.get(entry + 8);
      case SHORT -> tiff.getShort(entry + 8);
      case LONG -> tiff.getInt(entry + 8);
      default -> 1;
    };
  }
}
