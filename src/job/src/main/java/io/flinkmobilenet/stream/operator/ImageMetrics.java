package io.flinkmobilenet.stream.operator;

import io.flinkmobilenet.event.Reason;
import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/**
 * Metrics of an operator about its images: {@code imagesIn}, {@code rejected} by reason, and a
 * histogram of microseconds over the latest images.
 */
final class ImageMetrics {
  /** Number of the latest images that a histogram covers. */
  static final int WINDOW = 1000;

  private static final int NANOS_A_MICRO = 1000;

  private final Counter imagesIn;
  private final Histogram micros;
  private final Map<Reason, Counter> rejected = new EnumMap<>(Reason.class);

  ImageMetrics(MetricGroup group, String histogram) {
    imagesIn = group.counter("imagesIn");
    micros = group.histogram(histogram, new DescriptiveStatisticsHistogram(WINDOW));
    // All counters exist from the start: monitoring would miss the first increment of a counter
    // that is created with the first rejection.
    for (Reason reason : Reason.values()) {
      rejected.put(reason, group.addGroup("reason", reason.name()).counter("rejected"));
    }
  }

  void imageIn() {
    imagesIn.inc();
  }

  void tookSince(long startNanos) {
    took(System.nanoTime() - startNanos);
  }

  void took(long nanos) {
    micros.update(nanos / NANOS_A_MICRO);
  }

  void rejected(Reason reason) {
    rejected.get(reason).inc();
  }
}
