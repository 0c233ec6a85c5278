package io.flinkmobilenet.image.arithmetic;

import io.flinkmobilenet.simd.KernelChoice;
import io.flinkmobilenet.simd.KernelLoader;
import io.flinkmobilenet.simd.KernelSet;

/**
 * One implementation of the integer arithmetic from an image's codes to the network's input. All
 * implementations give the same results, bit by bit.
 *
 * <p>L: {@link #lanes()}, the number of rows or blocks that are processed at once; some of them may
 * be unused. Pixels are ints: red + 256 · green + 65536 · blue, each 0 to 255. The kernels may be
 * shared by threads.
 */
public interface PixelKernels extends KernelSet {
  /** Fractional bits of the weights of a resize: 32, minus 8 for the pixel, minus 2 in reserve. */
  int WEIGHT_BITS = 32 - 8 - 2;

  /**
   * Returns the kernels to use in this JVM.
   *
   * @throws IllegalStateException if vector kernels are requested and cannot run; the message says
   *     what is missing
   */
  static PixelKernels select(KernelChoice choice) {
    return new KernelLoader<>(
            PixelKernels.class,
            "io.flinkmobilenet.image.arithmetic.vector.VectorPixels",
            ScalarPixels::new)
        .select(choice);
  }

  /** Returns L, at least 1. */
  int lanes();

  /**
   * Transforms L blocks of coefficients to samples, 0 to 255, as {@link InverseDct} defines.
   *
   * @param coefficients dequantised coefficients [64][L], blocks in rows of 8; set to zero
   *     afterwards
   * @param present the coefficients that may not be zero: bit 8 * row + column for all L blocks
   * @param samples receives the samples [64][L]
   */
  void inverseDct(int[] coefficients, long present, int[] samples);

  /**
   * Converts luma and chroma, 0 to 255, to pixels: BT.601 with 16 fractional bits, as in JFIF 1.02,
   * section "Conversion to and from RGB".
   *
   * @param pixels receives the pixels, from index 0 on
   * @param width number of pixels
   */
  void convert(
      int[] luma, int lumaAt, int[] cb, int cbAt, int[] cr, int crAt, int[] pixels, int width);

  /**
   * Interpolates between two rows, three quarters from the near one: {@code 3 * near + far + bias
   * >> shift}.
   *
   * @param samples both rows, from {@code near} and from {@code far} on
   * @param interpolated receives {@code count} samples, from index {@code at} on
   */
  void interpolate(
      int[] samples, int near, int far, int bias, int shift, int[] interpolated, int at, int count);

  /**
   * Doubles the width of a row. Each sample becomes two: three quarters of either come from it, a
   * quarter from its left or right neighbour.
   *
   * @param row the left neighbour of the first sample, {@code count} samples, and the right
   *     neighbour of the last one
   * @param biasLeft added to four times the left sample before it is shifted
   * @param biasRight added to four times the right sample before it is shifted
   * @param shift 2, and more for samples with fractional bits
   * @param doubled receives 2 * {@code count} samples
   */
  void spread(int[] row, int biasLeft, int biasRight, int shift, int[] doubled, int count);

  /**
   * Reduces the width of L rows.
   *
   * @param columns pixels [columns][L]
   * @param from index of the first column in {@code columns}
   * @param narrowed receives the pixels [outputs][L]
   */
  void narrow(int[] columns, int from, ResizeTaps taps, int[] narrowed);

  /**
   * Computes one row as the weighted sum of several rows.
   *
   * @param rows pixels [ring][width]
   * @param ring number of rows in {@code rows}; the first one follows the last one
   * @param first index of the first row to use
   * @param weights weights of the rows, from {@code weightsAt} on
   * @param count number of rows to use, at most {@code ring}
   * @param blended receives [width] pixels
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
