package io.flinkmobilenet.fuzz;

import io.flinkmobilenet.model.GraphTarget;
import io.flinkmobilenet.model.ModelSettingsTarget;
import io.flinkmobilenet.stream.kafka.EventsTarget;
import io.flinkmobilenet.stream.operator.ModelProtocolTarget;
import io.flinkmobilenet.weights.onnx.OnnxTarget;
import io.flinkmobilenet.weights.pytorch.PytorchTarget;
import io.flinkmobilenet.weights.tflite.TfLiteTarget;
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
              "pictures", ImagesTarget::new,
              "pytorch", PytorchTarget::new,
              "safetensors", SafetensorsTarget::new,
              "onnx", OnnxTarget::new,
              "tflite", TfLiteTarget::new,
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
