package io.flinkmobilenet.kernel.vector;

/** A micro-kernel of the matrix product: several pixels × up to three vectors of channels. */
interface PointwiseTile {
  /**
   * Computes several vectors of channels for a run of pixels.
   *
   * @param vector first vector of a panel
   * @param from first pixel
   * @param to pixel after the last one; the number of pixels is a multiple of the tile's
   * @param input start of pixel 0's inputs
   * @param output start of pixel 0's channels
   */
  void run(
      PackedMatrix product, int vector, float[] memory, int from, int to, int input, int output);
}
