package io.flinkmobilenet.kernel.vector;

/** Gives the rows of the map that a depthwise convolution reads. */
interface RowSource {
  /**
   * Writes rows, channels filled up to whole vectors.
   *
   * @param input start of the map that the rows come from
   * @param row first row
   * @param rows number of rows
   * @param output where the first pixel of the first row goes
   * @param outputRow floats from one row to the next
   */
  void write(float[] memory, int input, int row, int rows, int output, int outputRow);
}
