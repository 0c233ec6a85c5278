package io.flinkmobilenet.stream.operator;

import io.flinkmobilenet.stream.state.Manifest;
import io.flinkmobilenet.stream.state.Unreadable;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/**
 * What a subtask tells of its models, in the group {@code model}: {@code name}, {@code version},
 * {@code digest}, {@code kernel}, {@code swaps}, {@code unreadableMessages}, {@code
 * waitingForModel} (1 or 0).
 */
final class ModelMetrics {
  private final Counter swaps;
  private final Counter unreadable;
  private volatile Manifest inCharge;

  ModelMetrics(MetricGroup parent, String kernel) {
    MetricGroup group = parent.addGroup("model");
    swaps = group.counter("swaps");
    unreadable = group.counter("unreadableMessages");
    group.gauge("name", text(() -> inCharge.key().name()));
    group.gauge("version", text(() -> inCharge.key().version()));
    group.gauge("digest", text(() -> inCharge.digest()));
    group.gauge("kernel", (Gauge<String>) () -> kernel);
    group.gauge("waitingForModel", (Gauge<Integer>) () -> inCharge == null ? 1 : 0);
  }

  private Gauge<String> text(Gauge<String> ofModel) {
    return () -> inCharge == null ? "" : ofModel.getValue();
  }

  void inCharge(LoadedModel model) {
    if (inCharge != null) {
      swaps.inc();
    }
    inCharge = model.manifest();
  }

  void unreadable(Unreadable message) {
    unreadable.inc();
  }
}
