package io.flinkmobilenet.image.webp;

/**
 * Undoes colour indexing, in which pixels are indices of colours and up to eight are packed into
 * one pixel: RFC 9649, section 3.5.4.
 *
 * @param width pixels per row after unpacking
 * @param bits binary logarithm of the number of pixels packed into one
 * @param colours ARGB, one for each value that an index can have
 */
record ColourIndexing(int width, int bits, int[] colours) implements Transform {
  /**
   * Binary logarithm of the number of pixels that are packed into one if there are the given number
   * of colours.
   */
  static int bits(int colours) {
    if (colours > 16) {
      return 0;
    }
    return colours > 4 ? 1 : colours > 2 ? 2 : 3;
  }

  /** Number of values that an index can have. */
  static int numbers(int bits) {
    return 1 << (8 >> bits);
  }

  /** Works from right to left, so that packed pixels are not overwritten before they are read. */
  @Override
  public void undo(int[] row, int y) {
    int numberBits = 8 >> bits;
    int mask = (1 << numberBits) - 1;
    int inOne = (1 << bits) - 1;
    for (int x = width - 1; x >= 0; x--) {
      int numbers = row[x >> bits] >> 8 & 0xff;
      row[x] = colours[numbers >> (x & inOne) * numberBits & mask];
    }
  }
}
