package io.flinkmobilenet.stream.operator;

import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/** Metrics about images that are fetched. */
final class FetchMetrics {
  private final Counter fetches;
  private final Counter failures;
  private final Counter bytes;
  private final Micros micros = new Micros();

  FetchMetrics(MetricGroup group, Gauge<Integer> running, Gauge<Integer> buffered) {
    fetches = group.counter("imagesFetched");
    failures = group.counter("fetchFailures");
    bytes = group.counter("fetchedBytes");
    micros.register(group, "fetchMicros");
    group.gauge("fetchesRunning", running);
    group.gauge("fetchBufferedBytes", buffered);
  }

  void fetched(int length, long startNanos) {
    fetches.inc();
    bytes.inc(length);
    micros.tookSince(startNanos);
  }

  void failed() {
    failures.inc();
  }
}
