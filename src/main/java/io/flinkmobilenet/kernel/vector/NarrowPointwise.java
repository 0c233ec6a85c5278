package io.flinkmobilenet.kernel.vector;

import io.flinkmobilenet.kernel.Activation;
import io.flinkmobilenet.kernel.Filters;
import io.flinkmobilenet.kernel.Kernel;
import java.util.Arrays;

/**
 * 1×1 convolution of fewer channels than a vector has lanes: computed with zero filters added, then
 * copied together.
 */
final class NarrowPointwise implements Kernel {
  private final int pixels;
  private final int channels;
  private final Kernel widened;

  NarrowPointwise(int pixels, Filters filters, Activation activation) {
    this.pixels = pixels;
    channels = filters.count();
    int taps = filters.taps();
    widened =
        new VectorPointwise(
            pixels,
            new Filters(
                Lanes.COUNT,
                taps,
                Arrays.copyOf(filters.weights(), Lanes.COUNT * taps),
                Arrays.copyOf(filters.bias(), Lanes.COUNT)),
            activation);
  }

  @Override
  public int scratch() {
    return pixels * Lanes.COUNT;
  }

  @Override
  public void run(float[] memory, int input, int residual, int output, int scratch) {
    widened.run(memory, input, NO_RESIDUAL, scratch, 0);
    for (int pixel = 0; pixel < pixels; pixel++) {
      int from = scratch + pixel * Lanes.COUNT;
      int at = pixel * channels;
      for (int c = 0; c < channels; c++) {
        float value = memory[from + c];
        memory[output + at + c] =
            residual == NO_RESIDUAL ? value : value + memory[residual + at + c];
      }
    }
  }
}
