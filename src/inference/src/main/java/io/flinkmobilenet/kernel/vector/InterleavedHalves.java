package io.flinkmobilenet.kernel.vector;

import io.flinkmobilenet.graph.ChannelShuffle;
import io.flinkmobilenet.graph.FeatureShape;
import io.flinkmobilenet.kernel.OperatorKernel;
import io.flinkmobilenet.simd.Lanes;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;

/**
 * Channel shuffle with two groups: the channels of the first half of a pixel take turns with those
 * of the second. A half has at least one vector of channels.
 *
 * @param in shape of the input
 */
record InterleavedHalves(FeatureShape in) implements OperatorKernel {
  /** Lane i gets lane i / 2. */
  private static final VectorShuffle<Float> LOWER = shuffle(0);

  /** The same for the upper lanes. */
  private static final VectorShuffle<Float> UPPER = shuffle(Lanes.COUNT / 2);

  private static final VectorMask<Float> ODD = odd();

  private static VectorShuffle<Float> shuffle(int first) {
    return VectorShuffle.fromOp(Lanes.SPECIES, lane -> first + lane / 2);
  }

  private static VectorMask<Float> odd() {
    boolean[] lanes = new boolean[Lanes.COUNT];
    for (int lane = 1; lane < lanes.length; lane += 2) {
      lanes[lane] = true;
    }
    return VectorMask.fromValues(Lanes.SPECIES, lanes);
  }

  /** Returns whether this is the shuffle of a map with that shape. */
  static boolean takes(ChannelShuffle shuffle, FeatureShape in) {
    return shuffle.groups() == 2 && in.channels() >= 2 * Lanes.COUNT;
  }

  @Override
  public void run(float[] memory, int[] inputs, int output, int scratch) {
    int half = in.channels() / 2;
    for (int pixel = 0; pixel < in.pixels(); pixel++) {
      interleave(memory, inputs[0] + pixel * 2 * half, half, output + pixel * 2 * half);
    }
  }

  private static void interleave(float[] memory, int from, int half, int to) {
    for (int next = 0; next < half; next += Lanes.COUNT) {
      // The last vectors overlap the ones before them instead of reaching past the end.
      int channel = Math.min(next, half - Lanes.COUNT);
      FloatVector first = FloatVector.fromArray(Lanes.SPECIES, memory, from + channel);
      FloatVector second = FloatVector.fromArray(Lanes.SPECIES, memory, from + half + channel);
      first
          .rearrange(LOWER)
          .blend(second.rearrange(LOWER), ODD)
          .intoArray(memory, to + 2 * channel);
      first
          .rearrange(UPPER)
          .blend(second.rearrange(UPPER), ODD)
          .intoArray(memory, to + 2 * channel + Lanes.COUNT);
    }
  }
}
