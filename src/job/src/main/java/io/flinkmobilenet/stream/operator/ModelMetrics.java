package io.flinkmobilenet.stream.operator;

import io.flinkmobilenet.protocol.Manifest;
import io.flinkmobilenet.protocol.Unreadable;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.groups.AbstractMetricGroup;

/**
 * A subtask's metrics about its models, in the group {@code model}: {@code name}, {@code version},
 * {@code digest}, {@code kernel}, {@code swaps}, {@code unreadableMessages}, {@code
 * waitingForModel} (1 or 0), {@code held}, {@code heldBytes}.
 *
 * <p>Many monitoring systems store numbers only. For these the active model and the kernel are also
 * labels of the gauges {@code inCharge} and {@code inUse}, whose value is 1.
 */
final class ModelMetrics {
  private final Counter swaps;
  private final Counter unreadable;
  private final MetricGroup parent;
  private MetricGroup labels;
  private volatile Manifest active;
  private volatile int held;
  private volatile long heldBytes;

  ModelMetrics(MetricGroup parent, String kernel) {
    this.parent = parent;
    MetricGroup group = parent.addGroup("model");
    swaps = group.counter("swaps");
    unreadable = group.counter("unreadableMessages");
    group.gauge("name", text(() -> active.key().name()));
    group.gauge("version", text(() -> active.key().version()));
    group.gauge("digest", text(() -> active.digest()));
    group.gauge("kernel", (Gauge<String>) () -> kernel);
    group.gauge("waitingForModel", (Gauge<Integer>) () -> active == null ? 1 : 0);
    group.gauge("held", (Gauge<Integer>) () -> held);
    group.gauge("heldBytes", (Gauge<Long>) () -> heldBytes);
    parent.addGroup("kernel", kernel).gauge("inUse", (Gauge<Integer>) () -> 1);
  }

  private Gauge<String> text(Gauge<String> ofModel) {
    return () -> active == null ? "" : ofModel.getValue();
  }

  void active(LoadedModel model) {
    if (active != null) {
      swaps.inc();
    }
    active = model.manifest();
    if (labels instanceof AbstractMetricGroup<?> before) {
      before.close();
    }
    labels = parent.addGroup("modelName", active.key().name());
    labels
        .addGroup("modelVersion", active.key().version())
        .gauge("inCharge", (Gauge<Integer>) () -> 1);
  }

  /**
   * Sets the size of the state.
   *
   * @param models number of announced models, with or without all of their chunks
   * @param bytes length of all chunks
   */
  void held(int models, long bytes) {
    held = models;
    heldBytes = bytes;
  }

  void unreadable(Unreadable message) {
    unreadable.inc();
  }
}
