package io.flinkmobilenet.image.webp;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Reads bits, each of a given probability: the boolean entropy decoder of RFC 6386, section 7.
 *
 * <p>Behind the end of its bytes it reads zeros and remembers that it did. As in libwebp, what is
 * complete needs no such zero: an encoder ends each partition with as many bytes as are compared.
 */
final class BoolReader {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  /** Bits that are loaded at once, so that with those left over they stay below the sign. */
  private static final int LOADED_BITS = 48;

  private final byte[] bytes;
  private final int end;
  private int position;

  /** The next 8 + {@link #spareBits} bits, less what earlier splits took off. */
  private long value;

  private int spareBits = -8;

  /** 128 to 255. */
  private int range = 255;

  private boolean overrun;

  /** A reader of the bytes from one place up to another. */
  BoolReader(byte[] bytes, int from, int to) {
    this.bytes = bytes;
    position = from;
    end = to;
  }

  /**
   * Reads a bit.
   *
   * @param probability that it is 0, of 256
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
   * Reads a bit that is as often 0 as 1, and gives the number, or its negative if the bit is 1.
   * Processors cannot guess such bits, so nothing branches here.
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

  /** Reads a bit that is as often 0 as 1. */
  boolean flag() {
    return bit(128) != 0;
  }

  /** Reads a number, its highest bit first. */
  int number(int bits) {
    int number = 0;
    for (int i = 0; i < bits; i++) {
      number = number << 1 | bit(128);
    }
    return number;
  }

  /** Reads a flag and, where it is set, a number and its sign. */
  int optionalSigned(int bits) {
    if (!flag()) {
      return 0;
    }
    int number = number(bits);
    return flag() ? -number : number;
  }

  /** Whether a bit was asked for that is not there. */
  boolean overrun() {
    return overrun;
  }

  /** One past its last byte. */
  int end() {
    return end;
  }
}
