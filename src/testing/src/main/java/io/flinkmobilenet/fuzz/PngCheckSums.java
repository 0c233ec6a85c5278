package io.flinkmobilenet.fuzz;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32;

/** Puts right the check sums of a PNG whose chunks were changed (PNG specification, section 5). */
final class PngCheckSums {
  private static final long SIGNATURE = 0x89504e470d0a1a0aL;
  private static final int AROUND = 12;

  private PngCheckSums() {}

  /** A copy with the check sums that its chunks should have; null where that is no other file. */
  static byte[] mended(byte[] file) {
    ByteBuffer bytes = ByteBuffer.wrap(file.clone());
    if (bytes.remaining() < Long.BYTES || bytes.getLong() != SIGNATURE) {
      return null;
    }
    while (bytes.remaining() >= AROUND) {
      int start = bytes.position();
      int length = bytes.getInt(start);
      if (length < 0 || length > bytes.remaining() - AROUND) {
        break;
      }
      CRC32 sum = new CRC32();
      sum.update(bytes.array(), start + 4, 4 + length);
      bytes.putInt(start + 8 + length, (int) sum.getValue());
      bytes.position(start + AROUND + length);
    }
    return Arrays.equals(bytes.array(), file) ? null : bytes.array();
  }
}
