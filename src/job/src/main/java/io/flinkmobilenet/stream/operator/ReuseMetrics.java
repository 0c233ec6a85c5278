package io.flinkmobilenet.stream.operator;

import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/** Metrics of a subtask about images that get the answer of an earlier one. */
final class ReuseMetrics {
  private final Counter exact;
  private final Counter near;
  private final Counter misses;
  private final Counter notKept;
  private final Histogram distance;
  private final Micros micros = new Micros();

  ReuseMetrics(MetricGroup group) {
    exact = group.counter("reusedExact");
    near = group.counter("reusedNear");
    misses = group.counter("reuseMisses");
    notKept = group.counter("reuseNotKept");
    distance =
        group.histogram("reuseDistance", new DescriptiveStatisticsHistogram(ImageMetrics.WINDOW));
    micros.register(group, "reuseMicros");
  }

  /** Takes note of how different an image is from the latest one of its source. */
  void compared(int distanceFound) {
    distance.update(distanceFound);
  }

  /** Counts an image after it was compared. */
  void decided(Comparison comparison, long startNanos) {
    (comparison.repeated() == null ? misses : comparison.exact() ? exact : near).inc();
    micros.tookSince(startNanos);
  }

  /** Counts an answer that is not kept because the limit of the memory is reached. */
  void notKept() {
    notKept.inc();
  }
}
