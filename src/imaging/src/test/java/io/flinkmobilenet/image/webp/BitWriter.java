package io.flinkmobilenet.image.webp;

import java.util.Arrays;

/** Writes bits in the order in which {@link BitReader} reads them. */
final class BitWriter {
  private byte[] bytes = new byte[64];
  private int count;

  /** Writes the lowest bits of a value, lowest first. */
  BitWriter put(long value, int bits) {
    for (int i = 0; i < bits; i++) {
      if (count == Byte.SIZE * bytes.length) {
        bytes = Arrays.copyOf(bytes, 2 * bytes.length);
      }
      bytes[count / Byte.SIZE] |= (byte) ((value >> i & 1) << count % Byte.SIZE);
      count++;
    }
    return this;
  }

  byte[] bytes() {
    return Arrays.copyOf(bytes, (count + Byte.SIZE - 1) / Byte.SIZE);
  }
}
