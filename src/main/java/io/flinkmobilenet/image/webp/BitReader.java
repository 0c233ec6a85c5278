package io.flinkmobilenet.image.webp;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Reads bits, the lowest of each byte first: RFC 9649, section 3.2. Behind the end of its bytes it
 * reads zeros, and tells so when asked.
 */
final class BitReader {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final byte[] bytes;
  private final int end;
  private int position;

  /** The next bits, the next one lowest; those from {@link #count} on may or may not be there. */
  private long bits;

  private int count;

  /** A reader of the bytes from one place up to another. */
  BitReader(byte[] bytes, int from, int to) {
    this.bytes = bytes;
    position = from;
    end = to;
  }

  /** Sees to it that at least 56 bits are at hand. */
  void load() {
    if (position + Long.BYTES <= end) {
      bits |= (long) LONG.get(bytes, position) << count;
      int whole = Long.SIZE - 1 - count >> 3;
      position += whole;
      count += whole * Byte.SIZE;
      return;
    }
    while (count <= Long.SIZE - Byte.SIZE) {
      if (position < end) {
        bits |= (bytes[position] & 0xffL) << count;
      }
      position++;
      count += Byte.SIZE;
    }
  }

  /** The next bits as far as they have been loaded. */
  int peek() {
    return (int) bits;
  }

  /** Goes on behind bits that have been loaded. */
  void skip(int bitCount) {
    bits >>>= bitCount;
    count -= bitCount;
  }

  /** Takes up to 32 bits that have been loaded. */
  int take(int bitCount) {
    int taken = (int) (bits & (1L << bitCount) - 1);
    skip(bitCount);
    return taken;
  }

  /** Reads up to 32 bits. */
  int read(int bitCount) {
    if (count < bitCount) {
      load();
    }
    return take(bitCount);
  }

  /** Reads a bit. */
  boolean flag() {
    return read(1) != 0;
  }

  /** Checks that what was read was there. */
  void check() throws WebpException {
    if (overrun()) {
      throw WebpException.truncated("expected more bits, found its end at byte " + end);
    }
  }

  /**
   * What was read contradicts the format, unless it was not there at all.
   *
   * @param problem which ends where the place of it is to be named
   */
  WebpException malformed(String problem) {
    if (overrun()) {
      return WebpException.truncated("expected more bits, found its end at byte " + end);
    }
    return WebpException.malformed(problem + " before byte " + place());
  }

  /** Whether bits were read that are not there. */
  boolean overrun() {
    return 8L * position - count > 8L * end;
  }

  /** The byte that follows the one that the next bit is in. */
  private int place() {
    return Math.min(end, position - count / Byte.SIZE);
  }
}
