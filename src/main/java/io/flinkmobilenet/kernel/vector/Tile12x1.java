package io.flinkmobilenet.kernel.vector;

import jdk.incubator.vector.FloatVector;

/**
 * The micro-kernel of a single vector of channels, the last of an odd number: 12 pixels.
 *
 * <p>12 sums stay in registers with a vector of weights and one pixel, 14 of 16.
 */
final class Tile12x1 {
  static final int PIXELS = 12;

  private Tile12x1() {}

  /** Computes the last vector of channels of all pixels, at least a tile of them. */
  static void run(
      Product product, int vector, float[] memory, int end, int input, int residual, int output) {
    final int lanes = Lanes.COUNT;
    final float[] packed = product.packed;
    final int panel = product.panel(vector);
    final int stride = product.pixelStride;
    final int depth = product.depth;
    final int channels = product.channels;
    for (int next = 0; next < end; next += PIXELS) {
      int pixel = Math.min(next, end - PIXELS);
      int in0 = input + pixel * stride;
      int in1 = in0 + stride;
      int in2 = in1 + stride;
      int in3 = in2 + stride;
      int in4 = in3 + stride;
      int in5 = in4 + stride;
      int in6 = in5 + stride;
      int in7 = in6 + stride;
      int in8 = in7 + stride;
      int in9 = in8 + stride;
      int in10 = in9 + stride;
      int in11 = in10 + stride;
      FloatVector a0 = FloatVector.fromArray(Lanes.SPECIES, packed, panel);
      FloatVector a1 = a0;
      FloatVector a2 = a0;
      FloatVector a3 = a0;
      FloatVector a4 = a0;
      FloatVector a5 = a0;
      FloatVector a6 = a0;
      FloatVector a7 = a0;
      FloatVector a8 = a0;
      FloatVector a9 = a0;
      FloatVector a10 = a0;
      FloatVector a11 = a0;
      int w = panel + lanes;
      for (int k = 0; k < depth; k++) {
        FloatVector wa = FloatVector.fromArray(Lanes.SPECIES, packed, w);
        w += lanes;
        FloatVector x = FloatVector.broadcast(Lanes.SPECIES, memory[in0 + k]);
        a0 = x.fma(wa, a0);
        x = FloatVector.broadcast(Lanes.SPECIES, memory[in1 + k]);
        a1 = x.fma(wa, a1);
        x = FloatVector.broadcast(Lanes.SPECIES, memory[in2 + k]);
        a2 = x.fma(wa, a2);
        x = FloatVector.broadcast(Lanes.SPECIES, memory[in3 + k]);
        a3 = x.fma(wa, a3);
        x = FloatVector.broadcast(Lanes.SPECIES, memory[in4 + k]);
        a4 = x.fma(wa, a4);
        x = FloatVector.broadcast(Lanes.SPECIES, memory[in5 + k]);
        a5 = x.fma(wa, a5);
        x = FloatVector.broadcast(Lanes.SPECIES, memory[in6 + k]);
        a6 = x.fma(wa, a6);
        x = FloatVector.broadcast(Lanes.SPECIES, memory[in7 + k]);
        a7 = x.fma(wa, a7);
        x = FloatVector.broadcast(Lanes.SPECIES, memory[in8 + k]);
        a8 = x.fma(wa, a8);
        x = FloatVector.broadcast(Lanes.SPECIES, memory[in9 + k]);
        a9 = x.fma(wa, a9);
        x = FloatVector.broadcast(Lanes.SPECIES, memory[in10 + k]);
        a10 = x.fma(wa, a10);
        x = FloatVector.broadcast(Lanes.SPECIES, memory[in11 + k]);
        a11 = x.fma(wa, a11);
      }
      int oa = output + pixel * channels + product.channel(vector);
      a0.intoArray(memory, oa);
      a1.intoArray(memory, oa + channels);
      a2.intoArray(memory, oa + 2 * channels);
      a3.intoArray(memory, oa + 3 * channels);
      a4.intoArray(memory, oa + 4 * channels);
      a5.intoArray(memory, oa + 5 * channels);
      a6.intoArray(memory, oa + 6 * channels);
      a7.intoArray(memory, oa + 7 * channels);
      a8.intoArray(memory, oa + 8 * channels);
      a9.intoArray(memory, oa + 9 * channels);
      a10.intoArray(memory, oa + 10 * channels);
      a11.intoArray(memory, oa + 11 * channels);
      product.finish(memory, vector, pixel, PIXELS, residual, output);
    }
  }
}
