package io.flinkmobilenet.image.webp;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Reads bits, each of a given probability: the boolean entropy decoder of RFC 6386, section 7.
 *
 * <p>After the end of its bytes it reads zeros and remembers that it did. As in libwebp, a complete
 * partition needs no such zeros: an encoder writes as many bytes as the decoder compares.
 */
final class BoolReader {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  /**
   * Number of bits loaded at once. Together with the bits left over they stay below the sign bit.
   */
  private static final int LOADED_BITS = 48;

  private final byte[] bytes;
  private final int end;
  private int position;

  /** The next 8 + {@link #spareBits} bits, minus what earlier splits subtracted. */
  private long value;

  private int spareBits = -8;

  /** Width of the current interval, 128 to 255. */
  private int range = 255;

  private boolean overrun;

  /** Creates a reader of the bytes from {@code from} up to {@code to}. */
  BoolReader(byte[] bytes, int from, int to) {
    this.bytes = bytes;
    position = from;
    end = to;
  }

  /**
   * Reads a bit.
   *
   * @param probability probability that the bit is 0, in 256ths
   */
  int bit(int probability) {
    if (spareBits < 0) {
      load();
    }
    int split = 1 + ((range - 1) * probability >> 8);
    long scaledSplit = (long) split << spareBits;
    int bit;
    if (value >= scaledSplit) {
      value -= scaledSplit;
      range -= split;
      bit = 1;
    } else {
      range = split;
      bit = 0;
    }
    int shift = Integer.numberOfLeadingZeros(range) - 24;
    range <<= shift;
    spareBits -= shift;
    return bit;
  }

  /**
   * Reads a bit that is 0 or 1 with equal probability; returns the number if it is 0, its negative
   * if it is 1. The code has no branch, because a processor cannot predict such bits.
   */
  int signed(int number) {
    if (spareBits < 0) {
      load();
    }
    int split = range + 1 >> 1;
    long scaledSplit = (long) split << spareBits;
    long left = value - scaledSplit;
    long zero = left >> Long.SIZE - 1;
    value = left + (scaledSplit & zero);
    int rest = range - split;
    range = rest + (split - rest & (int) zero);
    int shift = Integer.numberOfLeadingZeros(range) - 24;
    range <<= shift;
    spareBits -= shift;
    int one = (int) ~zero;
    return (number ^ one) - one;
  }

  private void load() {
    if (position + Long.BYTES <= end) {
      long loaded = (long) LONG.get(bytes, position) >>> Long.SIZE - LOADED_BITS;
      value = value << LOADED_BITS | loaded;
      spareBits += LOADED_BITS;
      position += LOADED_BITS / Byte.SIZE;
      return;
    }
    value <<= Byte.SIZE;
    spareBits += Byte.SIZE;
    if (position < end) {
      value |= bytes[position++] & 0xff;
    } else {
      overrun = true;
    }
  }

  /** Reads a bit that is 0 or 1 with equal probability. */
  boolean flag() {
    return bit(128) != 0;
  }

  /** Reads a number, highest bit first. */
  int number(int bits) {
    int number = 0;
    for (int i = 0; i < bits; i++) {
      number = number << 1 | bit(128);
    }
    return number;
  }

  /** Reads a flag and, if it is set, a number and its sign. */
  int optionalSigned(int bits) {
    if (!flag()) {
      return 0;
    }
    int number = number(bits);
    return flag() ? -number : number;
  }

  /** True if bits beyond the end were read. */
  boolean overrun() {
    return overrun;
  }

  /** Index just after its last byte. */
  int end() {
    return end;
  }
}
