package io.flinkmobilenet.kernel.vector;

import jdk.incubator.vector.FloatVector;

/**
 * The micro-kernel of narrow vectors: 6 pixels × 2 vectors of channels.
 *
 * <p>12 sums stay in registers with two vectors of weights and one pixel, 15 of 16. Wide vectors
 * use it where few pixels are left.
 */
final class Tile6x2 {
  static final int PIXELS = 6;

  private Tile6x2() {}

  /**
   * Computes two vectors of channels of the pixels from {@code first} to {@code end}, at least a
   * tile of them. The last tile moves back over the one before it rather than past the end.
   */
  static void run(
      Product product,
      int vector,
      float[] memory,
      int first,
      int end,
      int input,
      int residual,
      int output) {
    final int lanes = Lanes.COUNT;
    final float[] packed = product.packed;
    final int panel = product.panel(vector);
    final int stride = product.pixelStride;
    final int depth = product.depth;
    final int channels = product.channels;
    for (int next = first; next < end; next += PIXELS) {
      int pixel = Math.min(next, end - PIXELS);
      int in0 = input + pixel * stride;
      int in1 = in0 + stride;
      int in2 = in1 + stride;
      int in3 = in2 + stride;
      int in4 = in3 + stride;
      int in5 = in4 + stride;
      FloatVector a0 = FloatVector.fromArray(Lanes.SPECIES, packed, panel);
      FloatVector b0 = FloatVector.fromArray(Lanes.SPECIES, packed, panel + lanes);
      FloatVector a1 = a0;
      FloatVector b1 = b0;
      FloatVector a2 = a0;
      FloatVector b2 = b0;
      FloatVector a3 = a0;
      FloatVector b3 = b0;
      FloatVector a4 = a0;
      FloatVector b4 = b0;
      FloatVector a5 = a0;
      FloatVector b5 = b0;
      int w = panel + 2 * lanes;
      for (int k = 0; k < depth; k++) {
        FloatVector wa = FloatVector.fromArray(Lanes.SPECIES, packed, w);
        FloatVector wb = FloatVector.fromArray(Lanes.SPECIES, packed, w + lanes);
        w += 2 * lanes;
        FloatVector x = FloatVector.broadcast(Lanes.SPECIES, memory[in0 + k]);
        a0 = x.fma(wa, a0);
        b0 = x.fma(wb, b0);
        x = FloatVector.broadcast(Lanes.SPECIES, memory[in1 + k]);
        a1 = x.fma(wa, a1);
        b1 = x.fma(wb, b1);
        x = FloatVector.broadcast(Lanes.SPECIES, memory[in2 + k]);
        a2 = x.fma(wa, a2);
        b2 = x.fma(wb, b2);
        x = FloatVector.broadcast(Lanes.SPECIES, memory[in3 + k]);
        a3 = x.fma(wa, a3);
        b3 = x.fma(wb, b3);
        x = FloatVector.broadcast(Lanes.SPECIES, memory[in4 + k]);
        a4 = x.fma(wa, a4);
        b4 = x.fma(wb, b4);
        x = FloatVector.broadcast(Lanes.SPECIES, memory[in5 + k]);
        a5 = x.fma(wa, a5);
        b5 = x.fma(wb, b5);
      }
      int oa = output + pixel * channels + product.channel(vector);
      int ob = output + pixel * channels + product.channel(vector + 1);
      a0.intoArray(memory, oa);
      b0.intoArray(memory, ob);
      a1.intoArray(memory, oa + channels);
      b1.intoArray(memory, ob + channels);
      a2.intoArray(memory, oa + 2 * channels);
      b2.intoArray(memory, ob + 2 * channels);
      a3.intoArray(memory, oa + 3 * channels);
      b3.intoArray(memory, ob + 3 * channels);
      a4.intoArray(memory, oa + 4 * channels);
      b4.intoArray(memory, ob + 4 * channels);
      a5.intoArray(memory, oa + 5 * channels);
      b5.intoArray(memory, ob + 5 * channels);
      product.finish(memory, vector, pixel, PIXELS, residual, output);
    }
  }
}
