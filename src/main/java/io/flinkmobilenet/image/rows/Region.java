package io.flinkmobilenet.image.rows;

/**
 * The part of a decoded picture that is wanted, pixels.
 *
 * @param left first column
 * @param top first row
 * @param right one past the last column
 * @param bottom one past the last row
 */
public record Region(int left, int top, int right, int bottom) {
  /** Checks that it is not empty. */
  public Region {
    if (left < 0 || top < 0 || right <= left || bottom <= top) {
      throw new IllegalArgumentException(
          "no region: columns %d to %d, rows %d to %d".formatted(left, right, top, bottom));
    }
  }

  /** Columns. */
  public int width() {
    return right - left;
  }

  /** Rows. */
  public int height() {
    return bottom - top;
  }
}
