package io.flinkmobilenet.image;

/**
 * How stored pixels are turned upright: a flip along each stored axis, and whether rows become
 * columns.
 *
 * @param transposed whether the upright picture's rows are stored columns
 * @param fromRight whether stored columns are taken from the right
 * @param fromBottom whether stored rows are taken from the bottom
 */
record Orientation(boolean transposed, boolean fromRight, boolean fromBottom) {
  /** Stored as seen. */
  static final Orientation UPRIGHT = new Orientation(false, false, false);

  /**
   * The orientation EXIF means by a number, upright for numbers it does not know.
   *
   * @param exif 1 to 8, where row 0 and column 0 are stored in terms of the upright picture: EXIF
   *     2.3, section 4.6.4 A
   */
  static Orientation of(int exif) {
    return switch (exif) {
      case 2 -> new Orientation(false, true, false);
      case 3 -> new Orientation(false, true, true);
      case 4 -> new Orientation(false, false, true);
      case 5 -> new Orientation(true, false, false);
      case 6 -> new Orientation(true, false, true);
      case 7 -> new Orientation(true, true, true);
      case 8 -> new Orientation(true, true, false);
      default -> UPRIGHT;
    };
  }

  /** The picture turned upright; the same one if it is. */
  RgbImage apply(RgbImage stored) {
    // Not equals: on JDK 17 a record's equals keeps its class loader from being freed.
    if (this == UPRIGHT) {
      return stored;
    }
    int columnStep = fromRight ? -RgbImage.CHANNELS : RgbImage.CHANNELS;
    int rowBytes = RgbImage.CHANNELS * stored.width();
    int rowStep = fromBottom ? -rowBytes : rowBytes;
    int first =
        (fromRight ? rowBytes - RgbImage.CHANNELS : 0)
            + (fromBottom ? rowBytes * (stored.height() - 1) : 0);
    int width = transposed ? stored.height() : stored.width();
    int height = transposed ? stored.width() : stored.height();
    int stepX = transposed ? rowStep : columnStep;
    int stepY = transposed ? columnStep : rowStep;
    byte[] upright = new byte[stored.rgb().length];
    int target = 0;
    for (int y = 0; y < height; y++) {
      int source = first + y * stepY;
      for (int x = 0; x < width; x++, source += stepX) {
        upright[target++] = stored.rgb()[source];
        upright[target++] = stored.rgb()[source + 1];
        upright[target++] = stored.rgb()[source + 2];
      }
    }
    return new RgbImage(width, height, upright);
  }
}
