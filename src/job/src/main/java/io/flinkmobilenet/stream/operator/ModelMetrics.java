package io.flinkmobilenet.stream.operator;

import io.flinkmobilenet.event.Decision;
import io.flinkmobilenet.event.Prediction;
import io.flinkmobilenet.event.ShadowPrediction;
import io.flinkmobilenet.protocol.CascadeStage;
import io.flinkmobilenet.protocol.Manifest;
import io.flinkmobilenet.protocol.ModelKey;
import io.flinkmobilenet.protocol.ModelRequest;
import io.flinkmobilenet.protocol.Route;
import io.flinkmobilenet.protocol.Unreadable;
import io.flinkmobilenet.protocol.Variant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.groups.AbstractMetricGroup;

/**
 * A subtask's metrics about its models, in the group {@code model}: {@code name}, {@code version},
 * {@code digest}, {@code deployment}, {@code kernel}, {@code swaps}, {@code unreadableMessages},
 * {@code waitingForModel} (1 or 0), {@code held}, {@code heldBytes}.
 *
 * <p>Many monitoring systems store numbers only. For these the active model and the kernel are also
 * labels of the gauges {@code inCharge} and {@code inUse}, whose value is 1. Of a deployment,
 * {@code name}, {@code version} and {@code digest} are those of the stable model of the last route,
 * and predictions are also counted by route and variant.
 */
final class ModelMetrics {
  private final Counter swaps;
  private final Counter unreadable;
  private final MetricGroup parent;
  private final List<MetricGroup> labels = new ArrayList<>();
  private final Map<String, Map<String, VariantCounters>> counters = new HashMap<>();
  private volatile Manifest active;
  private volatile String name = "";
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
    group.gauge("deployment", (Gauge<String>) () -> name);
    group.gauge("kernel", (Gauge<String>) () -> kernel);
    group.gauge("waitingForModel", (Gauge<Integer>) () -> active == null ? 1 : 0);
    group.gauge("held", (Gauge<Integer>) () -> held);
    group.gauge("heldBytes", (Gauge<Long>) () -> heldBytes);
    parent.addGroup("kernel", kernel).gauge("inUse", (Gauge<Integer>) () -> 1);
  }

  private Gauge<String> text(Gauge<String> ofModel) {
    return () -> active == null ? "" : ofModel.getValue();
  }

  /** Takes note of what classifies from now on. */
  void active(ActiveDeployment deployment) {
    if (active != null) {
      swaps.inc();
    }
    ModelRequest request = deployment.request();
    active = deployment.inForce().find(mainModel(request)).orElseThrow();
    name = request.deploymentName().orElse("");
    closeLabels();
    for (Manifest manifest : deployment.inForce().manifests()) {
      MetricGroup label = parent.addGroup("modelName", manifest.key().name());
      labels.add(label);
      label
          .addGroup("modelVersion", manifest.key().version())
          .gauge("inCharge", (Gauge<Integer>) () -> 1);
    }
    request.deploymentName().ifPresent(ignored -> addVariants(request));
  }

  /** The model that answers on the last route, which has no conditions, for most images. */
  private static ModelKey mainModel(ModelRequest request) {
    List<Route> routes = request.routes();
    List<CascadeStage> stages = routes.get(routes.size() - 1).variants().get(0).stages();
    return stages.get(stages.size() - 1).model();
  }

  private void addVariants(ModelRequest request) {
    for (Route route : request.routes()) {
      MetricGroup group = parent.addGroup("route", route.name());
      labels.add(group);
      Map<String, VariantCounters> variants = new HashMap<>();
      for (Variant variant : route.variants()) {
        MetricGroup ofVariant = group.addGroup("variant", variant.name());
        variants.put(variant.name(), new VariantCounters(ofVariant));
      }
      counters.put(route.name(), variants);
    }
  }

  private void closeLabels() {
    for (MetricGroup label : labels) {
      if (label instanceof AbstractMetricGroup<?> before) {
        before.close();
      }
    }
    labels.clear();
    counters.clear();
  }

  /** Counts a prediction of a deployment by route and variant. */
  void predicted(Prediction prediction) {
    if (prediction.getRoute() != null) {
      counters.get(prediction.getRoute()).get(prediction.getVariant()).count(prediction);
    }
  }

  /** The counters of a variant. */
  private static final class VariantCounters {
    private final Counter predicted;
    private final Counter unknown;
    private final Counter laterStages;
    private final Counter compared;
    private final Counter disagreed;

    VariantCounters(MetricGroup group) {
      predicted = group.counter("variantPredicted");
      unknown = group.counter("variantUnknown");
      laterStages = group.counter("variantLaterStages");
      compared = group.counter("shadowsCompared");
      disagreed = group.counter("shadowsDisagreed");
    }

    void count(Prediction prediction) {
      predicted.inc();
      unknown.inc(prediction.getDecision() == Decision.UNKNOWN ? 1 : 0);
      laterStages.inc(prediction.getStage() > 0 ? 1 : 0);
      String label = prediction.getClasses().get(0).getLabel();
      for (ShadowPrediction shadow : prediction.getShadows()) {
        if (shadow.getError() == null) {
          compared.inc();
          disagreed.inc(shadow.getClasses().get(0).getLabel().equals(label) ? 0 : 1);
        }
      }
    }
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
