package io.flinkmobilenet.cli.bench.job;

import java.util.Arrays;

/**
 * Latencies of images.
 *
 * @param sorted milliseconds, ascending
 */
record Latencies(double[] sorted) {
  static Latencies of(double[] millis) {
    double[] sorted = millis.clone();
    Arrays.sort(sorted);
    return new Latencies(sorted);
  }

  /**
   * The latency in milliseconds that a share of the images did not exceed; NaN if there are none.
   *
   * @param share 0 to 1, 0.5 for the median
   */
  double quantile(double share) {
    if (sorted.length == 0) {
      return Double.NaN;
    }
    return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
  }
}
