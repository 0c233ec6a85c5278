package io.flinkmobilenet.image.webp;

/** What an encoder did to all pixels, undone row by row: RFC 9649, section 3.5. */
interface Transform {
  /**
   * Undoes it in a row.
   *
   * @param row ARGB, changed in place
   * @param y of the row; rows come one after the other, from 0 on
   */
  void undo(int[] row, int y);
}
