package io.flinkmobilenet.image.webp;

/**
 * Undoes the subtraction of green from red and blue: RFC 9649, section 3.5.3.
 *
 * @param width pixels per row
 */
record SubtractGreen(int width) implements Transform {
  private static final int RED_AND_BLUE = 0xff00ff;

  @Override
  public void undo(int[] row, int y) {
    for (int x = 0; x < width; x++) {
      int argb = row[x];
      int green = argb >> 8 & 0xff;
      int sums = (argb & RED_AND_BLUE) + (green << 16 | green);
      row[x] = argb & ~RED_AND_BLUE | sums & RED_AND_BLUE;
    }
  }
}
