package io.flinkmobilenet.image.jpeg;

import java.util.HexFormat;

/**
 * Decodes binary decisions from arithmetically coded data: ITU-T T.81, annex D.2.
 *
 * <p>A statistics area holds one byte per context: the index of its probability in table D.3 and,
 * in the highest bit, the more probable value.
 */
final class QmDecoder {
  /** State with a fixed probability of one half. */
  static final int FIXED = 113;

  /**
   * Table D.3: Qe in 16 bits, then the next index after the less probable value and after the more
   * probable one.
   */
  private static final String STATES =
      "5a1d0101 25860e02 11141003 080b1204 03d81405 01da1706 00e51907 006f1c08 00361e09 001a210a "
          + "000d230b 0006090c 00030a0d 00010c0d 5a7f0f0f 3f252410 2cf22611 207c2712 17b92813 "
          + "11822a14 0cef2b15 09a12d16 072f2e17 055c3018 04063119 0303331a 0240341b 01b1361c "
          + "0144381d 00f5391e 00b73b1f 008a3c20 00683e21 004e3f22 003b2023 002c2109 5ae12525 "
          + "484c4026 3a0d4127 2ef14328 261f4429 1f33452a 19a8462b 1518482c 1177492d 0e744a2e "
          + "0bfb4b2f 09f84d30 08614e31 07064f32 05cd3033 04de3234 040f3235 03633336 02d43437 "
          + "025c3538 01f83639 01a4373a 0160383b 0125393c 00f63a3d 00cb3b3e 00ab3d3f 008f3d20 "
          + "5b124141 4d045042 412c5143 37d85244 2fe85345 293c5446 23795647 1edf5748 1aa95749 "
          + "174e484a 1424484b 119c4a4c 0f6b4a4d 0d514b4e 0bb64d4f 0a404d30 58325051 4d1c5852 "
          + "438e5953 3bdd5a54 34ee5b55 2eae5c56 299a5d57 25165647 55705859 4ca95f5a 44d9605b "
          + "3e22615c 3824635d 32b4635e 2e175d56 56a85f60 4f466561 47e56662 41cf6763 3c3d6864 "
          + "375e635d 52316966 4c0f6a67 46396b68 415e6763 5627696a 50e76c6b 4b856d67 55976e6d "
          + "504f6f6b 5a106e6f 5522706d 59eb706f 5a1d7171";

  /** States in which the less probable value switches the more probable one: Switch_MPS. */
  private static final String SWITCHING = "00 0e 24 40 50 58 5f 69 6e 70";

  private static final int[] QE = new int[FIXED + 1];
  private static final byte[] AFTER_LESS = new byte[FIXED + 1];
  private static final byte[] AFTER_MORE = new byte[FIXED + 1];

  static {
    byte[] states = HexFormat.of().parseHex(STATES.replace(" ", ""));
    for (int i = 0; i <= FIXED; i++) {
      QE[i] = (states[4 * i] & 0xff) << 8 | states[4 * i + 1] & 0xff;
      AFTER_LESS[i] = states[4 * i + 2];
      AFTER_MORE[i] = states[4 * i + 3];
    }
    for (byte state : HexFormat.of().parseHex(SWITCHING.replace(" ", ""))) {
      AFTER_LESS[state] |= (byte) 0x80;
    }
  }

  /**
   * Limit on the zero bytes that an encoder may have omitted at the end of the data. The standard
   * sets no limit, but not even a code in which every decision is the expected one has this many
   * zero bytes.
   */
  private static final int MOST_LEFT_OUT = 64;

  private final EntropyData in;
  private int interval;

  /** The code register, and the number of bits to shift out before the next byte. */
  private int code;

  private int shifts;

  QmDecoder(EntropyData in) {
    this.in = in;
  }

  /** Starts at the beginning of data that have just been opened: figure D.22. */
  void start() {
    interval = 0x10000;
    code = nextByte() << 24;
    code |= nextByte() << 16;
    shifts = 0;
    in.count = 8 * MOST_LEFT_OUT;
  }

  /** Reads a byte; after the end of the data, zeros: section D.1.8. */
  private int nextByte() {
    int at = in.position++;
    return at < in.length() ? in.bytes()[at] & 0xff : 0;
  }

  /**
   * Decodes a decision and adapts its probability: figures D.14 to D.19.
   *
   * @param context context of the decision, an index into the statistics
   */
  boolean decode(byte[] statistics, int context) {
    int known = statistics[context];
    int state = known & 0x7f;
    boolean more = known < 0;
    int less = QE[state];
    interval -= less;
    boolean lower = code >>> 16 < interval;
    if (lower && interval >= 0x8000) {
      return more;
    }
    // The larger part of the interval always belongs to the more probable value (conditional
    // exchange).
    boolean likely = lower == interval >= less;
    if (!lower) {
      code -= interval << 16;
      interval = less;
    }
    statistics[context] = (byte) ((likely ? AFTER_MORE[state] : AFTER_LESS[state]) ^ known & 0x80);
    renormalise();
    return likely == more;
  }

  private void renormalise() {
    do {
      if (shifts == 0) {
        code += nextByte() << 8;
        shifts = 8;
      }
      interval <<= 1;
      code <<= 1;
      shifts--;
    } while (interval < 0x8000);
  }
}
