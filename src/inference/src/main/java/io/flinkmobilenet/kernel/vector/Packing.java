package io.flinkmobilenet.kernel.vector;

/** Copies weights into packed arrays, for all kernels, while a plan is compiled. */
final class Packing {
  private Packing() {}

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
