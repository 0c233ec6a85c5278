package io.flinkmobilenet.image.arithmetic.vector;

import io.flinkmobilenet.image.arithmetic.InverseDct;
import io.flinkmobilenet.simd.IntLanes;
import io.flinkmobilenet.simd.Lanes;
import java.util.Arrays;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/** The inverse transform of as many blocks as a vector has lanes, one block per lane. */
final class VectorInverseDct {
  private static final long COLUMN_0 = 0x0101010101010101L;

  private VectorInverseDct() {}

  /**
   * Transforms blocks as {@link io.flinkmobilenet.image.arithmetic.PixelKernels#inverseDct}
   * describes.
   */
  static void transform(int[] blocks, long present, int[] samples) {
    columns(blocks, present);
    rows(blocks, samples);
    Arrays.fill(blocks, 0, 64 * Lanes.COUNT, 0);
  }

  private static void columns(int[] blocks, long present) {
    final int lanes = Lanes.COUNT;
    IntVector fix0p298631336 = IntVector.broadcast(IntLanes.SPECIES, InverseDct.FIX_0_298631336);
    IntVector fix0p390180644 = IntVector.broadcast(IntLanes.SPECIES, InverseDct.FIX_0_390180644);
    IntVector fix0p541196100 = IntVector.broadcast(IntLanes.SPECIES, InverseDct.FIX_0_541196100);
    IntVector fix0p765366865 = IntVector.broadcast(IntLanes.SPECIES, InverseDct.FIX_0_765366865);
    IntVector fix0p899976223 = IntVector.broadcast(IntLanes.SPECIES, InverseDct.FIX_0_899976223);
    IntVector fix1p175875602 = IntVector.broadcast(IntLanes.SPECIES, InverseDct.FIX_1_175875602);
    IntVector fix1p501321110 = IntVector.broadcast(IntLanes.SPECIES, InverseDct.FIX_1_501321110);
    IntVector fix1p847759065 = IntVector.broadcast(IntLanes.SPECIES, InverseDct.FIX_1_847759065);
    IntVector fix1p961570560 = IntVector.broadcast(IntLanes.SPECIES, InverseDct.FIX_1_961570560);
    IntVector fix2p053119869 = IntVector.broadcast(IntLanes.SPECIES, InverseDct.FIX_2_053119869);
    IntVector fix2p562915447 = IntVector.broadcast(IntLanes.SPECIES, InverseDct.FIX_2_562915447);
    IntVector fix3p072711026 = IntVector.broadcast(IntLanes.SPECIES, InverseDct.FIX_3_072711026);
    IntVector one = IntVector.broadcast(IntLanes.SPECIES, 1 << InverseDct.BITS);
    IntVector bias = IntVector.broadcast(IntLanes.SPECIES, InverseDct.COLUMN_BIAS);
    for (int column = 0; column < 8; column++) {
      if ((present >>> column & COLUMN_0) == 0) {
        continue;
      }
      int at = column * lanes;
      IntVector in2 = IntVector.fromArray(IntLanes.SPECIES, blocks, at + 16 * lanes);
      IntVector in6 = IntVector.fromArray(IntLanes.SPECIES, blocks, at + 48 * lanes);
      IntVector shared = in2.add(in6).mul(fix0p541196100);
      IntVector turned2 = shared.sub(in6.mul(fix1p847759065));
      IntVector turned6 = shared.add(in2.mul(fix0p765366865));
      IntVector in0 = IntVector.fromArray(IntLanes.SPECIES, blocks, at);
      IntVector in4 = IntVector.fromArray(IntLanes.SPECIES, blocks, at + 32 * lanes);
      IntVector sum = in0.add(in4).mul(one).add(bias);
      IntVector difference = in0.sub(in4).mul(one).add(bias);
      IntVector even0 = sum.add(turned6);
      IntVector even1 = difference.add(turned2);
      IntVector even2 = difference.sub(turned2);
      IntVector even3 = sum.sub(turned6);

      IntVector in1 = IntVector.fromArray(IntLanes.SPECIES, blocks, at + 8 * lanes);
      IntVector in3 = IntVector.fromArray(IntLanes.SPECIES, blocks, at + 24 * lanes);
      IntVector in5 = IntVector.fromArray(IntLanes.SPECIES, blocks, at + 40 * lanes);
      IntVector in7 = IntVector.fromArray(IntLanes.SPECIES, blocks, at + 56 * lanes);
      IntVector in73 = in7.add(in3);
      IntVector in51 = in5.add(in1);
      IntVector all = in73.add(in51).mul(fix1p175875602);
      IntVector sum73 = all.sub(in73.mul(fix1p961570560));
      IntVector sum51 = all.sub(in51.mul(fix0p390180644));
      IntVector less71 = in7.add(in1).mul(fix0p899976223);
      IntVector less53 = in5.add(in3).mul(fix2p562915447);
      IntVector odd0 = in1.mul(fix1p501321110).sub(less71).add(sum51);
      IntVector odd1 = in3.mul(fix3p072711026).sub(less53).add(sum73);
      IntVector odd2 = in5.mul(fix2p053119869).sub(less53).add(sum51);
      IntVector odd3 = in7.mul(fix0p298631336).sub(less71).add(sum73);
      even0.add(odd0).lanewise(VectorOperators.ASHR, InverseDct.COLUMN_SHIFT).intoArray(blocks, at);
      even0
          .sub(odd0)
          .lanewise(VectorOperators.ASHR, InverseDct.COLUMN_SHIFT)
          .intoArray(blocks, at + 56 * lanes);
      even1
          .add(odd1)
          .lanewise(VectorOperators.ASHR, InverseDct.COLUMN_SHIFT)
          .intoArray(blocks, at + 8 * lanes);
      even1
          .sub(odd1)
          .lanewise(VectorOperators.ASHR, InverseDct.COLUMN_SHIFT)
          .intoArray(blocks, at + 48 * lanes);
      even2
          .add(odd2)
          .lanewise(VectorOperators.ASHR, InverseDct.COLUMN_SHIFT)
          .intoArray(blocks, at + 16 * lanes);
      even2
          .sub(odd2)
          .lanewise(VectorOperators.ASHR, InverseDct.COLUMN_SHIFT)
          .intoArray(blocks, at + 40 * lanes);
      even3
          .add(odd3)
          .lanewise(VectorOperators.ASHR, InverseDct.COLUMN_SHIFT)
          .intoArray(blocks, at + 24 * lanes);
      even3
          .sub(odd3)
          .lanewise(VectorOperators.ASHR, InverseDct.COLUMN_SHIFT)
          .intoArray(blocks, at + 32 * lanes);
    }
  }

  private static void rows(int[] blocks, int[] samples) {
    final int lanes = Lanes.COUNT;
    IntVector zero = IntVector.zero(IntLanes.SPECIES);
    IntVector most = IntVector.broadcast(IntLanes.SPECIES, 255);
    IntVector fix0p298631336 = IntVector.broadcast(IntLanes.SPECIES, InverseDct.FIX_0_298631336);
    IntVector fix0p390180644 = IntVector.broadcast(IntLanes.SPECIES, InverseDct.FIX_0_390180644);
    IntVector fix0p541196100 = IntVector.broadcast(IntLanes.SPECIES, InverseDct.FIX_0_541196100);
    IntVector fix0p765366865 = IntVector.broadcast(IntLanes.SPECIES, InverseDct.FIX_0_765366865);
    IntVector fix0p899976223 = IntVector.broadcast(IntLanes.SPECIES, InverseDct.FIX_0_899976223);
    IntVector fix1p175875602 = IntVector.broadcast(IntLanes.SPECIES, InverseDct.FIX_1_175875602);
    IntVector fix1p501321110 = IntVector.broadcast(IntLanes.SPECIES, InverseDct.FIX_1_501321110);
    IntVector fix1p847759065 = IntVector.broadcast(IntLanes.SPECIES, InverseDct.FIX_1_847759065);
    IntVector fix1p961570560 = IntVector.broadcast(IntLanes.SPECIES, InverseDct.FIX_1_961570560);
    IntVector fix2p053119869 = IntVector.broadcast(IntLanes.SPECIES, InverseDct.FIX_2_053119869);
    IntVector fix2p562915447 = IntVector.broadcast(IntLanes.SPECIES, InverseDct.FIX_2_562915447);
    IntVector fix3p072711026 = IntVector.broadcast(IntLanes.SPECIES, InverseDct.FIX_3_072711026);
    IntVector one = IntVector.broadcast(IntLanes.SPECIES, 1 << InverseDct.BITS);
    IntVector bias = IntVector.broadcast(IntLanes.SPECIES, InverseDct.ROW_BIAS);
    for (int at = 0; at < 64 * lanes; at += 8 * lanes) {
      IntVector in2 = IntVector.fromArray(IntLanes.SPECIES, blocks, at + 2 * lanes);
      IntVector in6 = IntVector.fromArray(IntLanes.SPECIES, blocks, at + 6 * lanes);
      IntVector shared = in2.add(in6).mul(fix0p541196100);
      IntVector turned2 = shared.sub(in6.mul(fix1p847759065));
      IntVector turned6 = shared.add(in2.mul(fix0p765366865));
      IntVector in0 = IntVector.fromArray(IntLanes.SPECIES, blocks, at);
      IntVector in4 = IntVector.fromArray(IntLanes.SPECIES, blocks, at + 4 * lanes);
      IntVector sum = in0.add(in4).mul(one).add(bias);
      IntVector difference = in0.sub(in4).mul(one).add(bias);
      IntVector even0 = sum.add(turned6);
      IntVector even1 = difference.add(turned2);
      IntVector even2 = difference.sub(turned2);
      IntVector even3 = sum.sub(turned6);

      IntVector in1 = IntVector.fromArray(IntLanes.SPECIES, blocks, at + lanes);
      IntVector in3 = IntVector.fromArray(IntLanes.SPECIES, blocks, at + 3 * lanes);
      IntVector in5 = IntVector.fromArray(IntLanes.SPECIES, blocks, at + 5 * lanes);
      IntVector in7 = IntVector.fromArray(IntLanes.SPECIES, blocks, at + 7 * lanes);
      IntVector in73 = in7.add(in3);
      IntVector in51 = in5.add(in1);
      IntVector all = in73.add(in51).mul(fix1p175875602);
      IntVector sum73 = all.sub(in73.mul(fix1p961570560));
      IntVector sum51 = all.sub(in51.mul(fix0p390180644));
      IntVector less71 = in7.add(in1).mul(fix0p899976223);
      IntVector less53 = in5.add(in3).mul(fix2p562915447);
      IntVector odd0 = in1.mul(fix1p501321110).sub(less71).add(sum51);
      IntVector odd1 = in3.mul(fix3p072711026).sub(less53).add(sum73);
      IntVector odd2 = in5.mul(fix2p053119869).sub(less53).add(sum51);
      IntVector odd3 = in7.mul(fix0p298631336).sub(less71).add(sum73);
      even0
          .add(odd0)
          .lanewise(VectorOperators.ASHR, InverseDct.ROW_SHIFT)
          .max(zero)
          .min(most)
          .intoArray(samples, at);
      even0
          .sub(odd0)
          .lanewise(VectorOperators.ASHR, InverseDct.ROW_SHIFT)
          .max(zero)
          .min(most)
          .intoArray(samples, at + 7 * lanes);
      even1
          .add(odd1)
          .lanewise(VectorOperators.ASHR, InverseDct.ROW_SHIFT)
          .max(zero)
          .min(most)
          .intoArray(samples, at + lanes);
      even1
          .sub(odd1)
          .lanewise(VectorOperators.ASHR, InverseDct.ROW_SHIFT)
          .max(zero)
          .min(most)
          .intoArray(samples, at + 6 * lanes);
      even2
          .add(odd2)
          .lanewise(VectorOperators.ASHR, InverseDct.ROW_SHIFT)
          .max(zero)
          .min(most)
          .intoArray(samples, at + 2 * lanes);
      even2
          .sub(odd2)
          .lanewise(VectorOperators.ASHR, InverseDct.ROW_SHIFT)
          .max(zero)
          .min(most)
          .intoArray(samples, at + 5 * lanes);
      even3
          .add(odd3)
          .lanewise(VectorOperators.ASHR, InverseDct.ROW_SHIFT)
          .max(zero)
          .min(most)
          .intoArray(samples, at + 3 * lanes);
      even3
          .sub(odd3)
          .lanewise(VectorOperators.ASHR, InverseDct.ROW_SHIFT)
          .max(zero)
          .min(most)
          .intoArray(samples, at + 4 * lanes);
    }
  }
}
