package io.flinkmobilenet.image.rows;

/** Receives the rows of an image, from top to bottom. */
public interface RowSink {
  /**
   * Receives a row.
   *
   * @param pixels red + 256 * green + 65536 * blue, each 0 to 255; overwritten after the call
   * @param at index of the region's first pixel
   */
  void row(int[] pixels, int at);
}
