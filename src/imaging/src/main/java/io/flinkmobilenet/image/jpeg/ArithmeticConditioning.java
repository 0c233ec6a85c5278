package io.flinkmobilenet.image.jpeg;

import io.flinkmobilenet.image.rows.DecodingException;

/** The conditioning that DAC segments define: ITU-T T.81, section B.2.4.3. */
final class ArithmeticConditioning {
  private static final int DEFAULT_UPPER = 1;
  private static final int DEFAULT_LAST_LOW = 5;

  private final int[] lower = new int[4];
  private final int[] upper = {DEFAULT_UPPER, DEFAULT_UPPER, DEFAULT_UPPER, DEFAULT_UPPER};
  private final int[] lastLow = {
    DEFAULT_LAST_LOW, DEFAULT_LAST_LOW, DEFAULT_LAST_LOW, DEFAULT_LAST_LOW
  };

  void read(Markers in) throws DecodingException {
    while (in.remaining() > 0) {
      int kind = in.u8();
      int value = in.u8();
      if ((kind & 15) > 3 || kind >> 4 > 1) {
        throw in.malformed("names conditioning table %02x, expected 00 to 13".formatted(kind));
      }
      if (kind >> 4 == 1) {
        if (value < 1 || value > 63) {
          throw in.malformed("conditions by coefficient " + value + ", expected 1 to 63");
        }
        lastLow[kind & 15] = value;
      } else {
        if ((value & 15) > value >> 4) {
          throw in.malformed(
              "conditions by bounds %d and %d, expected them in order"
                  .formatted(value & 15, value >> 4));
        }
        lower[kind] = value & 15;
        upper[kind] = value >> 4;
      }
    }
  }

  /** Largest magnitude, a power of two, of differences that count as zero. */
  int smallest(int table) {
    return 1 << lower[table] >> 1;
  }

  /** Largest magnitude of differences that count as small. */
  int small(int table) {
    return 1 << upper[table] >> 1;
  }

  /**
   * Last coefficient, in zigzag order, whose magnitude uses the contexts of low frequencies: Kx.
   */
  int lastLow(int table) {
    return lastLow[table];
  }
}
