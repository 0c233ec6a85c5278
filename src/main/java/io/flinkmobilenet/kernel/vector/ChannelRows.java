package io.flinkmobilenet.kernel.vector;

import io.flinkmobilenet.kernel.Filters;
import io.flinkmobilenet.kernel.Kernel;
import java.util.Arrays;

/**
 * Where a product leaves its channels: in the output itself, or, where they are fewer than a vector
 * has lanes, beside it, to be copied together.
 *
 * @param channels of the output
 */
record ChannelRows(int channels) {
  private boolean narrow() {
    return channels < Lanes.COUNT;
  }

  /** The filters, with zero filters added up to a vector of them. */
  Filters atLeastAVector(Filters filters) {
    if (!narrow()) {
      return filters;
    }
    return new Filters(
        Lanes.COUNT,
        filters.taps(),
        Arrays.copyOf(filters.weights(), Lanes.COUNT * filters.taps()),
        Arrays.copyOf(filters.bias(), Lanes.COUNT));
  }

  /** Floats of working memory for runs of so many pixels. */
  int scratch(int pixels) {
    return narrow() ? pixels * Lanes.COUNT : 0;
  }

  /**
   * Computes a run of pixels.
   *
   * @param input start of the run's inputs
   * @param first index of the run's first pixel in output and residual
   */
  void run(
      PackedMatrix product,
      float[] memory,
      TileSchedule cut,
      int input,
      int first,
      int residual,
      int output,
      int scratch) {
    int at = output + first * channels;
    int toResidual = residual == Kernel.NO_RESIDUAL ? 0 : residual - output;
    if (narrow()) {
      product.run(memory, cut, input, Kernel.NO_RESIDUAL, scratch);
      copy(memory, cut.pixels(), scratch, residual != Kernel.NO_RESIDUAL, toResidual, at);
    } else {
      int add = residual == Kernel.NO_RESIDUAL ? Kernel.NO_RESIDUAL : at + toResidual;
      product.run(memory, cut, input, add, at);
    }
  }

  private void copy(
      float[] memory, int pixels, int from, boolean adds, int toResidual, int output) {
    for (int pixel = 0; pixel < pixels; pixel++) {
      int in = from + pixel * Lanes.COUNT;
      int out = output + pixel * channels;
      for (int c = 0; c < channels; c++) {
        memory[out + c] = adds ? memory[in + c] + memory[out + c + toResidual] : memory[in + c];
      }
    }
  }
}
