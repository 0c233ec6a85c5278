package io.flinkmobilenet.image.webp;

import io.flinkmobilenet.image.rows.DecodingException;

/** The partitions of coefficients, which rows of macroblocks use in turn: section 9.5. */
final class Partitions {
  private static final int LENGTH_BYTES = 3;

  private Partitions() {}

  /**
   * Finds the partitions.
   *
   * @param count number of partitions: 1, 2, 4 or 8
   * @param from offset of the lengths of all partitions but the last
   */
  static BoolReader[] read(byte[] bytes, int from, int to, int count) throws DecodingException {
    int start = from + LENGTH_BYTES * (count - 1);
    if (start >= to) {
      throw DecodingException.truncated(
          "expected %d partitions of coefficients at byte %d, found its end at byte %d"
              .formatted(count, from, to));
    }
    BoolReader[] readers = new BoolReader[count];
    for (int i = 0; i < count - 1; i++) {
      int at = from + LENGTH_BYTES * i;
      int length = bytes[at] & 0xff | (bytes[at + 1] & 0xff) << 8 | (bytes[at + 2] & 0xff) << 16;
      int end = Math.min(to, start + length);
      readers[i] = new BoolReader(bytes, start, end);
      start = end;
    }
    if (start >= to) {
      throw DecodingException.truncated(
          "expected a last partition of coefficients, found its end at byte %d".formatted(to));
    }
    readers[count - 1] = new BoolReader(bytes, start, to);
    return readers;
  }
}
