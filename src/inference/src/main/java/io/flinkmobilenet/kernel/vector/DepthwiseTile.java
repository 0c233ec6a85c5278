package io.flinkmobilenet.kernel.vector;

/** A micro-kernel of the depthwise convolution: several neighbouring windows of one vector. */
interface DepthwiseTile {
  /**
   * Computes one vector of channels of a run of windows in one row.
   *
   * @param packed holds the bias and the nine taps of the vector, from {@code weights} on
   * @param windows number of windows; at least as many as the tile has
   * @param row0 start of the vector in the first column of the upper input row
   * @param row1 start of the vector in the first column of the middle input row
   * @param row2 start of the vector in the first column of the lower input row
   * @param pixelStride number of floats from one pixel to the next, in the input and in the output
   * @param output start of the vector in the first window's output
   */
  void run(
      float[] packed,
      int weights,
      float[] memory,
      int windows,
      int row0,
      int row1,
      int row2,
      int pixelStride,
      int output);
}
