package io.flinkmobilenet.stream.operator;

import io.flinkmobilenet.event.Reason;
import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** Metrics of an operator about its images: {@code imagesIn}, and {@code rejected} by reason. */
final class ImageMetrics {
  /** Number of the latest images that a histogram covers. */
  static final int WINDOW = 1000;

  private final Counter imagesIn;
  private final Map<Reason, Counter> rejected = new EnumMap<>(Reason.class);

  ImageMetrics(MetricGroup group) {
    imagesIn = group.counter("imagesIn");
    // All counters exist from the start: monitoring would miss the first increment of a counter
    // that is created with the first rejection.
    for (Reason reason : Reason.values()) {
      rejected.put(reason, group.addGroup("reason", reason.name()).counter("rejected"));
    }
  }

  void imageIn() {
    imagesIn.inc();
  }

  void rejected(Reason reason) {
    rejected.get(reason).inc();
  }
}
