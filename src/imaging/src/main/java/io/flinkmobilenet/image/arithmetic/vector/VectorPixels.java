package io.flinkmobilenet.image.arithmetic.vector;

import io.flinkmobilenet.image.arithmetic.PixelKernels;
import io.flinkmobilenet.image.arithmetic.ResizeTaps;
import io.flinkmobilenet.image.arithmetic.ScalarPixels;
import io.flinkmobilenet.simd.Lanes;

/**
 * The arithmetic of images on the Vector API. The data of one row or block stays in one lane,
 * because moves between lanes cost more than the arithmetic. Only {@link #spread} moves samples,
 * which become twice as many.
 */
public final class VectorPixels implements PixelKernels {
  private final PixelKernels scalar = new ScalarPixels();

  /**
   * Creates kernels for the widest vectors of this CPU.
   *
   * @throws IllegalStateException if the vectors are narrower than 128 bits
   */
  public VectorPixels() {
    Lanes.requireWidth();
  }

  @Override
  public String name() {
    return "vector-" + Lanes.bits();
  }

  @Override
  public int lanes() {
    return Lanes.COUNT;
  }

  @Override
  public void inverseDct(int[] coefficients, long present, int[] samples) {
    VectorInverseDct.transform(coefficients, present, samples);
  }

  @Override
  public void convert(
      int[] luma, int lumaAt, int[] cb, int cbAt, int[] cr, int crAt, int[] pixels, int width) {
    if (width < Lanes.COUNT) {
      scalar.convert(luma, lumaAt, cb, cbAt, cr, crAt, pixels, width);
    } else {
      VectorColours.convert(luma, lumaAt, cb, cbAt, cr, crAt, pixels, width);
    }
  }

  @Override
  public void interpolate(
      int[] samples,
      int near,
      int far,
      int bias,
      int shift,
      int[] interpolated,
      int at,
      int count) {
    if (count < Lanes.COUNT) {
      scalar.interpolate(samples, near, far, bias, shift, interpolated, at, count);
    } else {
      VectorUpsampling.interpolate(samples, near, far, bias, shift, interpolated, at, count);
    }
  }

  @Override
  public void spread(int[] row, int biasLeft, int biasRight, int shift, int[] doubled, int count) {
    if (count < Lanes.COUNT) {
      scalar.spread(row, biasLeft, biasRight, shift, doubled, count);
    } else {
      VectorUpsampling.spread(row, biasLeft, biasRight, shift, doubled, count);
    }
  }

  @Override
  public void narrow(int[] columns, int from, ResizeTaps taps, int[] narrowed) {
    VectorResize.narrow(columns, from, taps, narrowed);
  }

  @Override
  public void blend(
      int[] rows,
      int ring,
      int first,
      int[] weights,
      int weightsAt,
      int count,
      int[] blended,
      int width) {
    if (width < Lanes.COUNT) {
      scalar.blend(rows, ring, first, weights, weightsAt, count, blended, width);
    } else {
      VectorResize.blend(rows, ring, first, weights, weightsAt, count, blended, width);
    }
  }
}
