package io.flinkmobilenet.kernel.vector;

import io.flinkmobilenet.kernel.Filters;

/** Copies weights into packed arrays, for all kernels, while a plan is compiled. */
final class Packing {
  private Packing() {}

  /**
   * Writes the weights of one filter at a fixed distance. All weights go through this small method
   * so that HotSpot compiles it early: most of the time for the first plan is spent in its
   * interpreter.
   *
   * @param to index of the first weight
   * @param gap number of floats from one weight to the next
   */
  static void spread(Filters filters, int filter, float[] packed, int to, int gap) {
    float[] weights = filters.weights();
    int from = filter * filters.taps();
    int end = from + filters.taps();
    for (int i = from, at = to; i < end; i++, at += gap) {
      packed[at] = weights[i];
    }
  }
}
