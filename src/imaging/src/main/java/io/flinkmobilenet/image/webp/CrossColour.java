package io.flinkmobilenet.image.webp;

/**
 * Undoes the prediction of red and blue by green, and of blue by red, with factors for each square
 * block: RFC 9649, section 3.5.2.
 *
 * @param width pixels per row
 * @param bits binary logarithm of a block's edge
 * @param factors [blocks down][blocks across]: 8 bits each for red to blue, green to blue, green to
 *     red
 */
record CrossColour(int width, int bits, int[] factors) implements Transform {
  private static final int RED_AND_BLUE = 0xff00ff;

  @Override
  public void undo(int[] row, int y) {
    int block = (y >> bits) * LosslessDecoder.blocks(width, bits);
    for (int from = 0; from < width; from += 1 << bits, block++) {
      undo(row, from, Math.min(width, from + (1 << bits)), factors[block]);
    }
  }

  private static void undo(int[] row, int from, int to, int factors) {
    int greenToRed = (byte) factors;
    int greenToBlue = (byte) (factors >> 8);
    int redToBlue = (byte) (factors >> 16);
    for (int x = from; x < to; x++) {
      int argb = row[x];
      int green = (byte) (argb >> 8);
      int red = (argb >> 16) + (greenToRed * green >> 5);
      int blue = argb + (greenToBlue * green >> 5) + (redToBlue * (byte) red >> 5);
      row[x] = argb & ~RED_AND_BLUE | (red & 0xff) << 16 | blue & 0xff;
    }
  }
}
