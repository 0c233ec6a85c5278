package io.flinkmobilenet.bench.job;

import io.flinkmobilenet.cli.terminal.LatencyHistogram;
import java.util.stream.LongStream;

/**
 * Latencies of images.
 *
 * @param micros microseconds, exact up to 65 ms; quantiles of longer ones are off by at most 16
 *     millionths
 */
record Latencies(LatencyHistogram micros) {
  private static final int PRECISION_BITS = 16;

  static Latencies of(LongStream micros) {
    LatencyHistogram histogram = new LatencyHistogram(PRECISION_BITS);
    micros.forEach(histogram::add);
    return new Latencies(histogram);
  }

  /**
   * The latency in milliseconds that a share of the images did not exceed; NaN if there are none.
   *
   * @param share 0 to 1, 0.5 for the median
   */
  double quantile(double share) {
    return micros.total() == 0 ? Double.NaN : micros.quantile(share) / 1e3;
  }
}
