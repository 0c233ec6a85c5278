package io.flinkmobilenet.kernel.vector;

import io.flinkmobilenet.kernel.Filters;
import io.flinkmobilenet.kernel.Kernel;
import io.flinkmobilenet.simd.Lanes;
import java.util.Arrays;

/**
 * Writes the output channels of a matrix product. If there are fewer channels than lanes in a
 * vector, the product goes to working memory first and is copied to the output from there.
 *
 * @param channels number of output channels
 */
record ChannelRows(int channels) {
  private boolean narrow() {
    return channels < Lanes.COUNT;
  }

  /** Returns the filters, with zero filters added until they fill one vector. */
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

  /** Returns the floats of working memory for runs of the given number of pixels. */
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
      TileSchedule schedule,
      int input,
      int first,
      int residual,
      int output,
      int scratch) {
    int at = output + first * (narrow() ? channels : product.outputStride);
    int toResidual = residual == Kernel.NO_RESIDUAL ? 0 : residual - output;
    if (narrow()) {
      product.run(memory, schedule, input, Kernel.NO_RESIDUAL, scratch);
      copy(memory, schedule.pixels(), scratch, residual != Kernel.NO_RESIDUAL, toResidual, at);
    } else {
      int add = residual == Kernel.NO_RESIDUAL ? Kernel.NO_RESIDUAL : at + toResidual;
      product.run(memory, schedule, input, add, at);
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
