package io.flinkmobilenet.image;

/** The rows of an image that has been read, in the form in which its reader keeps them. */
@FunctionalInterface
interface StoredRows {
  /**
   * Converts a stored row to RGB.
   *
   * @param y index of the row
   * @param rgb receives [width, 3]; earlier contents are overwritten
   * @param at index of the first byte to write
   */
  void paint(int y, byte[] rgb, int at);
}
