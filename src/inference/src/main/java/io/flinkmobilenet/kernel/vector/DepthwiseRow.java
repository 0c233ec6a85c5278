package io.flinkmobilenet.kernel.vector;

import io.flinkmobilenet.kernel.ConvGeometry;
import io.flinkmobilenet.kernel.ConvLayer;

/**
 * Sums of one row of a depthwise convolution whose input rows are in a ring. The channels of its
 * input and its output are padded to whole vectors.
 */
interface DepthwiseRow {
  /**
   * Packs the weights of a convolution.
   *
   * @param ring holds the input rows
   * @param pixelStride number of floats from one pixel to the next, in its input and its output
   */
  static DepthwiseRow of(ConvGeometry window, ConvLayer layer, RowRing ring, int pixelStride) {
    return activates(window)
        ? new SmallWindowRow(window, layer, ring, pixelStride)
        : new LargeWindowRow(window, layer, ring, pixelStride);
  }

  /** Returns whether there are tiles that activate: those of 3×3 windows. */
  static boolean activates(ConvGeometry window) {
    return window.size() == ConvGeometry.SIZE;
  }

  /**
   * Computes the row.
   *
   * @param ring start of the ring
   * @param top upper one of the input rows, in the padded map
   */
  void run(float[] memory, int ring, int top, int output);
}
