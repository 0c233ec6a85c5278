package io.flinkmobilenet.stream.operator;

import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/** Histogram of the microseconds that a step took for the latest images. */
final class Micros {
  private static final int NANOS_A_MICRO = 1000;

  private final Histogram histogram = new DescriptiveStatisticsHistogram(ImageMetrics.WINDOW);

  /** Registers the histogram as a metric. */
  void register(MetricGroup group, String name) {
    group.histogram(name, histogram);
  }

  /** Adds a step that took the given time. */
  void took(long nanos) {
    histogram.update(nanos / NANOS_A_MICRO);
  }

  /** Adds a step that began at the given {@link System#nanoTime()} and ends now. */
  void tookSince(long startNanos) {
    took(System.nanoTime() - startNanos);
  }
}
