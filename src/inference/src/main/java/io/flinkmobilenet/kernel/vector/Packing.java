package io.flinkmobilenet.kernel.vector;

import io.flinkmobilenet.kernel.Filters;
import io.flinkmobilenet.simd.Lanes;

/** Copies weights into packed arrays, for all kernels, while a plan is compiled. */
final class Packing {
  private Packing() {}

  /**
   * Packs filters of single channels {@code [vector][bias, taps][lanes]}; what fills up the last
   * vector is zero.
   */
  static float[] channels(Filters filters) {
    int values = 1 + filters.taps();
    float[] packed = new float[Math.multiplyExact(Lanes.wholeVectors(filters.count()), values)];
    float[] filter = new float[filters.taps()];
    for (int c = 0; c < filters.count(); c++) {
      int at = c / Lanes.COUNT * Lanes.COUNT * values + c % Lanes.COUNT;
      packed[at] = filters.bias()[c];
      filters.read(c, filter);
      spread(filter, packed, at + Lanes.COUNT, Lanes.COUNT);
    }
    return packed;
  }

  /**
   * Writes the weights of one filter at a fixed distance. All weights go through this small method
   * so that HotSpot compiles it early: most of the time for the first plan is spent in its
   * interpreter.
   *
   * @param weights the filter
   * @param to index of the first weight
   * @param gap number of floats from one weight to the next
   */
  static void spread(float[] weights, float[] packed, int to, int gap) {
    for (int i = 0, at = to; i < weights.length; i++, at += gap) {
      packed[at] = weights[i];
    }
  }
}
