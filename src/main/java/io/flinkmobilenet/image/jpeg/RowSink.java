package io.flinkmobilenet.image.jpeg;

/** Takes the rows of a picture, from the top. */
public interface RowSink {
  /**
   * Takes a row. The arrays may be longer than the row, may be one and the same where the picture
   * is grey, and are written over afterwards.
   *
   * @param red levels, 0 to 255, of each pixel of the region
   * @param green likewise
   * @param blue likewise
   */
  void row(int[] red, int[] green, int[] blue);
}
