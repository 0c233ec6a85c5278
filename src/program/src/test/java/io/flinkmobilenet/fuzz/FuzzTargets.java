package io.flinkmobilenet.fuzz;

import io.flinkmobilenet.model.GraphTarget;
import io.flinkmobilenet.model.ModelSettingsTarget;
import io.flinkmobilenet.stream.kafka.EventsTarget;
import io.flinkmobilenet.stream.operator.ModelProtocolTarget;
import io.flinkmobilenet.weights.keras.KerasTarget;
import io.flinkmobilenet.weights.tensorflowjs.LayersModelTarget;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * The targets by name; each keeps its corpus in {@code src/program/src/test/resources/fuzz/<name>}.
 */
final class FuzzTargets {
  private static final Map<String, Supplier<FuzzTarget>> TARGETS =
      new TreeMap<>(
          Map.of(
              "graphs", GraphTarget::new,
              "keras", KerasTarget::new,
              "layers-models", LayersModelTarget::new,
              "pictures", ImagesTarget::new,
              "safetensors", SafetensorsTarget::new,
              "model-settings", ModelSettingsTarget::new,
              "events", EventsTarget::new,
              "model-protocol", ModelProtocolTarget::new));

  private FuzzTargets() {}

  static Iterable<String> names() {
    return TARGETS.keySet();
  }

  static FuzzTarget named(String name) {
    Supplier<FuzzTarget> target = TARGETS.get(name);
    if (target == null) {
      throw new IllegalArgumentException(
          "expected a target of " + TARGETS.keySet() + ", found " + name);
    }
    return target.get();
  }
}
