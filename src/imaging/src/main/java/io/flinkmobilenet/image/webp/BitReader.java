package io.flinkmobilenet.image.webp;

import io.flinkmobilenet.image.rows.DecodingException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Reads bits, the lowest of each byte first: RFC 9649, section 3.2. After the end of its bytes it
 * reads zeros and remembers that it did.
 */
final class BitReader {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final byte[] bytes;
  private final int end;
  private int position;

  /** The next bits, lowest first. Bits from index {@link #count} on may be invalid. */
  private long bits;

  private int count;

  /** Creates a reader of the bytes from {@code from} up to {@code to}. */
  BitReader(byte[] bytes, int from, int to) {
    this.bytes = bytes;
    position = from;
    end = to;
  }

  /** Loads bits until there are at least 56. */
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

  /** The next loaded bits, without consuming them. */
  int peek() {
    return (int) bits;
  }

  /** Consumes loaded bits. */
  void skip(int bitCount) {
    bits >>>= bitCount;
    count -= bitCount;
  }

  /** Returns and consumes up to 32 loaded bits. */
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

  /** Checks that no bits beyond the end were read. */
  void check() throws DecodingException {
    if (overrun()) {
      throw DecodingException.truncated("expected more bits, found its end at byte " + end);
    }
  }

  /**
   * The exception for data that contradict the format, or for truncated data if bits beyond the end
   * were read.
   *
   * @param problem what is wrong; the position is appended
   */
  DecodingException malformed(String problem) {
    if (overrun()) {
      return DecodingException.truncated("expected more bits, found its end at byte " + end);
    }
    return DecodingException.malformed(problem + " before byte " + place());
  }

  /** True if bits beyond the end were read. */
  boolean overrun() {
    return 8L * position - count > 8L * end;
  }

  /** Index of the byte after the one that contains the next bit. */
  private int place() {
    return Math.min(end, position - count / Byte.SIZE);
  }
}
