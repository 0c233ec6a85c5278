package io.flinkmobilenet.image.arithmetic.vector;

import io.flinkmobilenet.image.arithmetic.PixelKernels;
import io.flinkmobilenet.image.arithmetic.ResizeTaps;
import io.flinkmobilenet.simd.IntLanes;
import io.flinkmobilenet.simd.Lanes;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/** Both passes of a resize: one has a row per lane, the other a pixel per lane. */
final class VectorResize {
  private static final int WEIGHT_HALF = 1 << PixelKernels.WEIGHT_BITS - 1;

  private VectorResize() {}

  static void narrow(int[] columns, int from, ResizeTaps taps, int[] narrowed) {
    final int lanes = Lanes.COUNT;
    int[] first = taps.first();
    int[] weights = taps.weights();
    int count = taps.count();
    IntVector zero = IntVector.zero(IntLanes.SPECIES);
    IntVector level = IntVector.broadcast(IntLanes.SPECIES, 255);
    IntVector half = IntVector.broadcast(IntLanes.SPECIES, WEIGHT_HALF);
    int weight = 0;
    for (int x = 0; x < first.length; x++) {
      int at = (first[x] - from) * lanes;
      IntVector red = half;
      IntVector green = half;
      IntVector blue = half;
      for (int end = weight + count; weight < end; weight++, at += lanes) {
        IntVector pixel = IntVector.fromArray(IntLanes.SPECIES, columns, at);
        IntVector factor = IntVector.broadcast(IntLanes.SPECIES, weights[weight]);
        red = red.add(pixel.and(level).mul(factor));
        green = green.add(pixel.lanewise(VectorOperators.LSHR, 8).and(level).mul(factor));
        blue = blue.add(pixel.lanewise(VectorOperators.LSHR, 16).mul(factor));
      }
      red.lanewise(VectorOperators.ASHR, PixelKernels.WEIGHT_BITS)
          .max(zero)
          .min(level)
          .or(
              green
                  .lanewise(VectorOperators.ASHR, PixelKernels.WEIGHT_BITS)
                  .max(zero)
                  .min(level)
                  .lanewise(VectorOperators.LSHL, 8))
          .or(
              blue.lanewise(VectorOperators.ASHR, PixelKernels.WEIGHT_BITS)
                  .max(zero)
                  .min(level)
                  .lanewise(VectorOperators.LSHL, 16))
          .intoArray(narrowed, x * lanes);
    }
  }

  /** Needs at least as many pixels as lanes, because the last vector overlaps the one before it. */
  static void blend(
      int[] rows,
      int ring,
      int first,
      int[] weights,
      int weightsAt,
      int count,
      int[] blended,
      int width) {
    final int lanes = Lanes.COUNT;
    int end = ring * width;
    IntVector zero = IntVector.zero(IntLanes.SPECIES);
    IntVector level = IntVector.broadcast(IntLanes.SPECIES, 255);
    IntVector half = IntVector.broadcast(IntLanes.SPECIES, WEIGHT_HALF);
    for (int next = 0; next < width; next += lanes) {
      int x = Math.min(next, width - lanes);
      int at = first * width + x;
      IntVector red = half;
      IntVector green = half;
      IntVector blue = half;
      for (int row = weightsAt; row < weightsAt + count; row++) {
        IntVector pixel = IntVector.fromArray(IntLanes.SPECIES, rows, at);
        IntVector factor = IntVector.broadcast(IntLanes.SPECIES, weights[row]);
        red = red.add(pixel.and(level).mul(factor));
        green = green.add(pixel.lanewise(VectorOperators.LSHR, 8).and(level).mul(factor));
        blue = blue.add(pixel.lanewise(VectorOperators.LSHR, 16).mul(factor));
        at += at + width >= end ? width - end : width;
      }
      red.lanewise(VectorOperators.ASHR, PixelKernels.WEIGHT_BITS)
          .max(zero)
          .min(level)
          .or(
              green
                  .lanewise(VectorOperators.ASHR, PixelKernels.WEIGHT_BITS)
                  .max(zero)
                  .min(level)
                  .lanewise(VectorOperators.LSHL, 8))
          .or(
              blue.lanewise(VectorOperators.ASHR, PixelKernels.WEIGHT_BITS)
                  .max(zero)
                  .min(level)
                  .lanewise(VectorOperators.LSHL, 16))
          .intoArray(blended, x);
    }
  }
}
