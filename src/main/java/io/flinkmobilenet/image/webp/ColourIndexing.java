package io.flinkmobilenet.image.webp;

/**
 * Pixels are numbers of colours, up to eight of them in one: RFC 9649, section 3.5.4.
 *
 * @param width pixels a row, once they are apart
 * @param bits of which the pixels in one are the power of 2
 * @param colours ARGB, as many as a pixel has numbers
 */
record ColourIndexing(int width, int bits, int[] colours) implements Transform {
  /** How many pixels are in one where there are so many colours, as the power of 2. */
  static int bits(int colours) {
    if (colours > 16) {
      return 0;
    }
    return colours > 4 ? 1 : colours > 2 ? 2 : 3;
  }

  /** How many numbers a pixel has. */
  static int numbers(int bits) {
    return 1 << (8 >> bits);
  }

  /** From the right, so that what is still to be read is not written over. */
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
