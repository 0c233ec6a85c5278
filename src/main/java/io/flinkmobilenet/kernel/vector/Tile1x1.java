package io.flinkmobilenet.kernel.vector;

import jdk.incubator.vector.FloatVector;

/**
 * The micro-kernel of maps that are smaller than the other tiles: 1 pixel × 1 vector of channels.
 */
final class Tile1x1 {
  private Tile1x1() {}

  /**
   * Computes one vector of channels of all pixels.
   *
   * @param vector first vector of a panel
   * @param within which vector of the panel
   */
  static void run(
      Product product,
      int vector,
      int within,
      float[] memory,
      int pixels,
      int input,
      int residual,
      int output) {
    int step = Math.min(2, product.vectors - vector) * Lanes.COUNT;
    int panel = product.panel(vector) + within * Lanes.COUNT;
    int channel = product.channel(vector + within);
    for (int pixel = 0; pixel < pixels; pixel++) {
      int in = input + pixel * product.pixelStride;
      FloatVector sum = FloatVector.fromArray(Lanes.SPECIES, product.packed, panel);
      int w = panel + step;
      for (int k = in; k < in + product.depth; k++) {
        sum =
            FloatVector.broadcast(Lanes.SPECIES, memory[k])
                .fma(FloatVector.fromArray(Lanes.SPECIES, product.packed, w), sum);
        w += step;
      }
      sum.intoArray(memory, output + pixel * product.channels + channel);
    }
    if (within + 1 == step / Lanes.COUNT) {
      product.finish(memory, vector, 0, pixels, residual, output);
    }
  }
}
