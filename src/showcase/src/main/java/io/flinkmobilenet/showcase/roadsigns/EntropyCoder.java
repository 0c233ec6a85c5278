package io.flinkmobilenet.showcase.roadsigns;

import java.io.ByteArrayOutputStream;
import javax.imageio.plugins.jpeg.JPEGHuffmanTable;

/** Writes blocks of quantised coefficients with Huffman codes (ITU-T T.81, F.1.2). */
final class EntropyCoder {
  /** Maps the order in the stream to the order in rows of 8. */
  static final int[] ZIGZAG = {
    0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20,
    13, 6, 7, 14, 21, 28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59,
    52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63
  };

  private static final int ZEROS_16 = 0xF0;
  private static final int END_OF_BLOCK = 0x00;

  private final ByteArrayOutputStream out;
  private long bits;
  private int held;

  EntropyCoder(ByteArrayOutputStream out) {
    this.out = out;
  }

  /**
   * The codes of a table by symbol: the code, with its length in bits 16 to 20 (ITU-T T.81, annex
   * C).
   */
  static int[] codes(JPEGHuffmanTable table) {
    int[] codes = new int[256];
    int code = 0;
    int next = 0;
    for (int length = 1; length <= table.getLengths().length; length++) {
      for (int i = 0; i < table.getLengths()[length - 1]; i++) {
        codes[table.getValues()[next++]] = length << 16 | code++;
      }
      code <<= 1;
    }
    return codes;
  }

  /**
   * Writes a block.
   *
   * @param block 64 coefficients in zigzag order
   * @param before first coefficient of the component's previous block
   */
  void write(int[] block, int before, int[] direct, int[] alternating) {
    number(direct, 0, block[0] - before);
    int zeros = 0;
    for (int i = 1; i < 64; i++) {
      if (block[i] == 0) {
        zeros++;
        continue;
      }
      for (; zeros > 15; zeros -= 16) {
        code(alternating[ZEROS_16]);
      }
      number(alternating, zeros, block[i]);
      zeros = 0;
    }
    if (zeros > 0) {
      code(alternating[END_OF_BLOCK]);
    }
  }

  /** Pads the last byte with ones. */
  void finish() {
    put(0x7F, 7);
  }

  private void number(int[] codes, int zeros, int value) {
    int size = 32 - Integer.numberOfLeadingZeros(Math.abs(value));
    code(codes[zeros << 4 | size]);
    // Negative numbers are written as their ones' complement.
    put((value < 0 ? value - 1 : value) & (1 << size) - 1, size);
  }

  private void code(int code) {
    put(code & 0xFFFF, code >> 16);
  }

  private void put(int value, int length) {
    bits = bits << length | value;
    held += length;
    while (held >= 8) {
      held -= 8;
      int octet = (int) (bits >> held) & 0xFF;
      out.write(octet);
      if (octet == 0xFF) {
        out.write(0);
      }
    }
  }
}
