package io.flinkmobilenet.kernel.vector;

/** Provides the rows of the map that a depthwise convolution reads, each once, from the top. */
interface RowSource {
  /**
   * Returns the number of floats from one pixel to the next in the rows, at least whole vectors.
   */
  int pixelStride();

  /**
   * Writes rows whose channels are padded to whole vectors.
   *
   * @param input start of the map from which the rows are computed
   * @param row first row
   * @param rows number of rows
   * @param output start of the first pixel of the first row
   * @param outputRow number of floats from one row to the next
   * @param scratch start of {@link #scratch()} floats whose content the source needs for later rows
   */
  void write(float[] memory, int input, int row, int rows, int output, int outputRow, int scratch);

  /**
   * Returns the floats of working memory that a source needs until all rows of a map are written.
   */
  default int scratch() {
    return 0;
  }
}
