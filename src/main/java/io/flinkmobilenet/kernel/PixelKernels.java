package io.flinkmobilenet.kernel;

/**
 * One implementation of the arithmetic between a picture's codes and the network's input, all of it
 * in integers: implementations give the same results, bit by bit.
 *
 * <p>L: {@link #lanes()}, rows or blocks that are worked on at once, of which fewer may be there.
 * Pixels are ints: red + 256 · green + 65536 · blue, each 0 to 255.
 */
public interface PixelKernels {
  /** Fractional bits of the weights of a resize: 32, less 8 for the pixel, less 2 to spare. */
  int WEIGHT_BITS = 32 - 8 - 2;

  /** L, at least 1. */
  int lanes();

  /**
   * Transforms L blocks of coefficients to samples, 0 to 255: {@link InverseDct}.
   *
   * @param coefficients multiplied, [64][L], blocks in rows of 8; zeros afterwards
   * @param present which of them may not be zero: bit 8 * row + column, of any block
   * @param samples takes [64][L]
   */
  void inverseDct(int[] coefficients, long present, int[] samples);

  /**
   * Converts luma and chroma, 0 to 255, to pixels: BT.601 with 16 fractional bits, as JFIF 1.02 has
   * it, section "Conversion to and from RGB".
   *
   * @param pixels takes them from its start on
   * @param width how many
   */
  void convert(
      int[] luma, int lumaAt, int[] cb, int cbAt, int[] cr, int crAt, int[] pixels, int width);

  /**
   * Makes each of L rows narrower.
   *
   * @param columns pixels [columns][L]
   * @param from the column that {@code columns} starts with
   * @param narrowed takes pixels [outputs][L]
   */
  void narrow(int[] columns, int from, ResizeTaps taps, int[] narrowed);

  /**
   * Makes one row of several.
   *
   * @param rows pixels [ring][width]
   * @param ring rows that there are, the first of which follows the last
   * @param first of the rows wanted
   * @param weights of the rows, from {@code weightsAt} on
   * @param count of the rows, at most those of the ring
   * @param blended takes [width] pixels
   */
  void blend(
      int[] rows,
      int ring,
      int first,
      int[] weights,
      int weightsAt,
      int count,
      int[] blended,
      int width);
}
