package io.flinkmobilenet.image;

/**
 * Describes how stored pixels are turned upright: by a flip along each stored axis and by swapping
 * rows and columns.
 *
 * @param transposed true if the rows of the upright image are stored as columns
 * @param fromRight true if stored columns are read from right to left
 * @param fromBottom true if stored rows are read from bottom to top
 */
record Orientation(boolean transposed, boolean fromRight, boolean fromBottom) {
  /** The image is stored upright. */
  static final Orientation UPRIGHT = new Orientation(false, false, false);

  /**
   * The orientation for an EXIF number; upright for numbers that EXIF does not define.
   *
   * @param exif 1 to 8, which says on which sides of the upright image the stored row 0 and column
   *     0 lie: EXIF 2.3, section 4.6.4 A
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

  /** Turns an image upright; returns the same image if it is upright already. */
  RgbImage apply(RgbImage stored) {
    // Compared by identity, because on JDK 17 a record's generated equals prevents its class loader
    // from being freed.
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
