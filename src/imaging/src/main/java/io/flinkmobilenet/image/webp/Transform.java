package io.flinkmobilenet.image.webp;

/**
 * A transform that the encoder applied to all pixels and that is undone row by row: RFC 9649,
 * section 3.5.
 */
interface Transform {
  /**
   * Undoes the transform in a row.
   *
   * @param row ARGB, changed in place
   * @param y index of the row; rows are passed in order, from 0
   */
  void undo(int[] row, int y);
}
