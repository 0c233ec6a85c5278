package io.flinkmobilenet.image.rows;

/** Takes the rows of a picture, from the top. */
public interface RowSink {
  /**
   * Takes a row.
   *
   * @param pixels red + 256 * green + 65536 * blue, each 0 to 255; written over afterwards
   * @param at where the region's first pixel is
   */
  void row(int[] pixels, int at);
}
