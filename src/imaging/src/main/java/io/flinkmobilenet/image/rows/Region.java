package io.flinkmobilenet.image.rows;

/**
 * The part of a decoded image that is needed, in pixels.
 *
 * @param left first column
 * @param top first row
 * @param right index just after the last column
 * @param bottom index just after the last row
 */
public record Region(int left, int top, int right, int bottom) {
  /** Checks that the region is not empty. */
  public Region {
    if (left < 0 || top < 0 || right <= left || bottom <= top) {
      throw new IllegalArgumentException(
          "no region: columns %d to %d, rows %d to %d".formatted(left, right, top, bottom));
    }
  }

  /** Number of columns. */
  public int width() {
    return right - left;
  }

  /** Number of rows. */
  public int height() {
    return bottom - top;
  }
}
