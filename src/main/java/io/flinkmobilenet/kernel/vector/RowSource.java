package io.flinkmobilenet.kernel.vector;

/** Gives the rows of the map that a depthwise convolution reads, each once, from the top. */
interface RowSource {
  /**
   * Writes rows, channels filled up to whole vectors.
   *
   * @param input start of the map that the rows come from
   * @param row first row
   * @param rows number of rows
   * @param output where the first pixel of the first row goes
   * @param outputRow floats from one row to the next
   * @param scratch start of {@link #scratch()} floats that the source keeps from row to row
   */
  void write(float[] memory, int input, int row, int rows, int output, int outputRow, int scratch);

  /** Floats of working memory that a source needs for as long as rows of a map are asked for. */
  default int scratch() {
    return 0;
  }
}
