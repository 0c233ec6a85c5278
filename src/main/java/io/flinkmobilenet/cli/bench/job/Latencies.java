package io.flinkmobilenet.cli.bench.job;

import java.util.Arrays;

/**
 * How long pictures took.
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
   * What a share of the pictures did not exceed, milliseconds; NaN where there are none.
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
