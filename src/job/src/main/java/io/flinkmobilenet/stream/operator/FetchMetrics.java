package io.flinkmobilenet.stream.operator;

import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/** Metrics about images that are fetched. */
final class FetchMetrics {
  private static final int NANOS_A_MICRO = 1000;

  private final Counter fetches;
  private final Counter failures;
  private final Counter bytes;
  private final Histogram micros;

  FetchMetrics(MetricGroup group, Gauge<Integer> running, Gauge<Integer> buffered) {
    fetches = group.counter("imagesFetched");
    failures = group.counter("fetchFailures");
    bytes = group.counter("fetchedBytes");
    micros =
        group.histogram("fetchMicros", new DescriptiveStatisticsHistogram(ImageMetrics.WINDOW));
    group.gauge("fetchesRunning", running);
    group.gauge("fetchBufferedBytes", buffered);
  }

  void fetched(int length, long startNanos) {
    fetches.inc();
    bytes.inc(length);
    micros.update((System.nanoTime() - startNanos) / NANOS_A_MICRO);
  }

  void failed() {
    failures.inc();
  }
}
