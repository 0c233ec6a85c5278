package io.flinkmobilenet.image.arithmetic.vector;

import io.flinkmobilenet.image.arithmetic.ScalarPixels;
import io.flinkmobilenet.simd.IntLanes;
import io.flinkmobilenet.simd.Lanes;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/** Converts luma and chroma to pixels, with one pixel per lane. */
final class VectorColours {
  private VectorColours() {}

  /** Needs at least as many pixels as lanes, because the last vector overlaps the one before it. */
  static void convert(
      int[] luma, int lumaAt, int[] cb, int cbAt, int[] cr, int crAt, int[] pixels, int width) {
    IntVector zero = IntVector.zero(IntLanes.SPECIES);
    IntVector most = IntVector.broadcast(IntLanes.SPECIES, 255);
    IntVector half = IntVector.broadcast(IntLanes.SPECIES, 1 << 15);
    IntVector middle = IntVector.broadcast(IntLanes.SPECIES, 128);
    IntVector redFromCr = IntVector.broadcast(IntLanes.SPECIES, ScalarPixels.RED_FROM_CR);
    IntVector greenFromCb = IntVector.broadcast(IntLanes.SPECIES, ScalarPixels.GREEN_FROM_CB);
    IntVector greenFromCr = IntVector.broadcast(IntLanes.SPECIES, ScalarPixels.GREEN_FROM_CR);
    IntVector blueFromCb = IntVector.broadcast(IntLanes.SPECIES, ScalarPixels.BLUE_FROM_CB);
    for (int next = 0; next < width; next += Lanes.COUNT) {
      int x = Math.min(next, width - Lanes.COUNT);
      IntVector level = IntVector.fromArray(IntLanes.SPECIES, luma, lumaAt + x);
      IntVector blueness = IntVector.fromArray(IntLanes.SPECIES, cb, cbAt + x).sub(middle);
      IntVector redness = IntVector.fromArray(IntLanes.SPECIES, cr, crAt + x).sub(middle);
      IntVector red =
          redness.mul(redFromCr).add(half).lanewise(VectorOperators.ASHR, 16).add(level);
      IntVector less = blueness.mul(greenFromCb).add(redness.mul(greenFromCr));
      IntVector green = half.sub(less).lanewise(VectorOperators.ASHR, 16).add(level);
      IntVector blue =
          blueness.mul(blueFromCb).add(half).lanewise(VectorOperators.ASHR, 16).add(level);
      red.max(zero)
          .min(most)
          .or(green.max(zero).min(most).lanewise(VectorOperators.LSHL, 8))
          .or(blue.max(zero).min(most).lanewise(VectorOperators.LSHL, 16))
          .intoArray(pixels, x);
    }
  }
}
