package io.flinkmobilenet.kernel.vector;

/**
 * A micro-kernel of depthwise convolutions with windows larger than 3×3: several neighbouring
 * windows of one vector.
 */
interface LargeWindowTile {
  /**
   * Computes one vector of channels of a run of windows in one row.
   *
   * @param packed holds the bias and the taps of the vector, from {@code weights} on
   * @param windows number of windows; at least as many as the tile has
   * @param rows offsets of the input rows
   * @param first index of the offset of the upper input row
   * @param input start of the vector in the first column, from which the offsets count
   * @param pixelStride number of floats from one pixel to the next, in the input and in the output
   * @param output start of the vector in the first window's output
   */
  void run(
      float[] packed,
      int weights,
      float[] memory,
      int windows,
      int[] rows,
      int first,
      int input,
      int pixelStride,
      int output);
}
