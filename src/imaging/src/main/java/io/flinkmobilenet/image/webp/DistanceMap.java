package io.flinkmobilenet.image.webp;

/**
 * Maps distance codes to pixels. Small codes stand for nearby pixels in two dimensions: RFC 9649,
 * section 3.6.2.2.
 */
final class DistanceMap {
  /** Codes up to this one stand for a nearby pixel. */
  private static final int SHORT = 120;

  /** Columns to the left and rows up, alternating. */
  private static final int[] STEPS = {
    0, 1, 1, 0, 1, 1, -1, 1, 0, 2, 2, 0, 1, 2, -1, 2, 2, 1, -2, 1, 2, 2, -2, 2,
    0, 3, 3, 0, 1, 3, -1, 3, 3, 1, -3, 1, 2, 3, -2, 3, 3, 2, -3, 2, 0, 4, 4, 0,
    1, 4, -1, 4, 4, 1, -4, 1, 3, 3, -3, 3, 2, 4, -2, 4, 4, 2, -4, 2, 0, 5, 3, 4,
    -3, 4, 4, 3, -4, 3, 5, 0, 1, 5, -1, 5, 5, 1, -5, 1, 2, 5, -2, 5, 5, 2, -5, 2,
    4, 4, -4, 4, 3, 5, -3, 5, 5, 3, -5, 3, 0, 6, 6, 0, 1, 6, -1, 6, 6, 1, -6, 1,
    2, 6, -2, 6, 6, 2, -6, 2, 4, 5, -4, 5, 5, 4, -5, 4, 3, 6, -3, 6, 6, 3, -6, 3,
    0, 7, 7, 0, 1, 7, -1, 7, 5, 5, -5, 5, 7, 1, -7, 1, 4, 6, -4, 6, 6, 4, -6, 4,
    2, 7, -2, 7, 7, 2, -7, 2, 3, 7, -3, 7, 7, 3, -7, 3, 5, 6, -5, 6, 6, 5, -6, 5,
    8, 0, 4, 7, -4, 7, 7, 4, -7, 4, 8, 1, 8, 2, 6, 6, -6, 6, 8, 3, 5, 7, -5, 7,
    7, 5, -7, 5, 8, 4, 6, 7, -6, 7, 7, 6, -7, 6, 8, 5, 7, 7, -7, 7, 8, 6, 8, 7,
  };

  private DistanceMap() {}

  /**
   * The distance in pixels.
   *
   * @param code code as read, at least 1
   * @param width width of the image, pixels
   */
  static int pixels(int code, int width) {
    if (code > SHORT) {
      return code - SHORT;
    }
    int at = 2 * (code - 1);
    return Math.max(1, STEPS[at] + STEPS[at + 1] * width);
  }
}
