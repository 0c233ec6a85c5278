package io.flinkmobilenet.image.arithmetic.vector;

import io.flinkmobilenet.simd.IntLanes;
import io.flinkmobilenet.simd.Lanes;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;

/**
 * Upsampling of chroma in both directions, with one sample per lane. All methods need at least as
 * many samples as lanes, because the last vector overlaps the one before it.
 */
final class VectorUpsampling {
  /** The first half of the lanes, each of them twice. */
  private static final VectorShuffle<Integer> LOWER = shuffle(0);

  /** The second half of the lanes, each of them twice. */
  private static final VectorShuffle<Integer> UPPER = shuffle(Lanes.COUNT / 2);

  private static final VectorMask<Integer> ODD =
      VectorMask.fromLong(IntLanes.SPECIES, 0xaaaaaaaaaaaaaaaaL);

  private VectorUpsampling() {}

  private static VectorShuffle<Integer> shuffle(int first) {
    return VectorShuffle.fromOp(IntLanes.SPECIES, lane -> first + lane / 2);
  }

  static void interpolate(
      int[] samples,
      int near,
      int far,
      int bias,
      int shift,
      int[] interpolated,
      int at,
      int count) {
    IntVector three = IntVector.broadcast(IntLanes.SPECIES, 3);
    IntVector added = IntVector.broadcast(IntLanes.SPECIES, bias);
    for (int next = 0; next < count; next += Lanes.COUNT) {
      int i = Math.min(next, count - Lanes.COUNT);
      IntVector.fromArray(IntLanes.SPECIES, samples, near + i)
          .mul(three)
          .add(IntVector.fromArray(IntLanes.SPECIES, samples, far + i))
          .add(added)
          .lanewise(VectorOperators.ASHR, shift)
          .intoArray(interpolated, at + i);
    }
  }

  static void spread(int[] row, int biasLeft, int biasRight, int shift, int[] doubled, int count) {
    IntVector three = IntVector.broadcast(IntLanes.SPECIES, 3);
    IntVector addedLeft = IntVector.broadcast(IntLanes.SPECIES, biasLeft);
    IntVector addedRight = IntVector.broadcast(IntLanes.SPECIES, biasRight);
    for (int next = 0; next < count; next += Lanes.COUNT) {
      int i = Math.min(next, count - Lanes.COUNT);
      IntVector most = IntVector.fromArray(IntLanes.SPECIES, row, i + 1).mul(three);
      IntVector left =
          most.add(IntVector.fromArray(IntLanes.SPECIES, row, i))
              .add(addedLeft)
              .lanewise(VectorOperators.ASHR, shift);
      IntVector right =
          most.add(IntVector.fromArray(IntLanes.SPECIES, row, i + 2))
              .add(addedRight)
              .lanewise(VectorOperators.ASHR, shift);
      left.rearrange(LOWER).blend(right.rearrange(LOWER), ODD).intoArray(doubled, 2 * i);
      left.rearrange(UPPER)
          .blend(right.rearrange(UPPER), ODD)
          .intoArray(doubled, 2 * i + Lanes.COUNT);
    }
  }
}
