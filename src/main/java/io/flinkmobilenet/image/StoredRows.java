package io.flinkmobilenet.image;

/** The rows of a picture that has been read, in whatever form its reader keeps them. */
@FunctionalInterface
interface StoredRows {
  /**
   * Paints a row as stored.
   *
   * @param y of the row
   * @param rgb takes [width, 3], whatever it held before
   * @param at where they start
   */
  void paint(int y, byte[] rgb, int at);
}
