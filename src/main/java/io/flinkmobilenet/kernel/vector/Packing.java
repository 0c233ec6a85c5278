package io.flinkmobilenet.kernel.vector;

import io.flinkmobilenet.kernel.Filters;

/** What all kernels do with weights while a plan is compiled. */
final class Packing {
  private Packing() {}

  /**
   * Writes the weights of one filter with a gap between them. All weights go through this small
   * method, for HotSpot to compile it soon: most of the time that a first plan takes is that of its
   * interpreter.
   *
   * @param to place of the first weight
   * @param gap floats from one weight to the next
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
