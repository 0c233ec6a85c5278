package io.flinkmobilenet.fuzz;

import io.flinkmobilenet.cli.deployment.DeploymentFileTarget;
import io.flinkmobilenet.cli.kafka.MultipartTarget;
import io.flinkmobilenet.event.format.ConfluentTarget;
import io.flinkmobilenet.model.GraphTarget;
import io.flinkmobilenet.model.ModelSettingsTarget;
import io.flinkmobilenet.stream.config.JobFileTarget;
import io.flinkmobilenet.stream.fetch.HttpResponseTarget;
import io.flinkmobilenet.stream.fetch.ImageUriTarget;
import io.flinkmobilenet.stream.golden.GoldenImagesTarget;
import io.flinkmobilenet.stream.kafka.EventFormatsTarget;
import io.flinkmobilenet.stream.kafka.EventsTarget;
import io.flinkmobilenet.stream.operator.ModelProtocolTarget;
import io.flinkmobilenet.weights.ZipTarget;
import io.flinkmobilenet.weights.keras.KerasTarget;
import io.flinkmobilenet.weights.onnx.OnnxTarget;
import io.flinkmobilenet.weights.pytorch.PytorchTarget;
import io.flinkmobilenet.weights.tensorflowjs.LayersModelTarget;
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
          Map.ofEntries(
              target("confluent", ConfluentTarget::new),
              target("deployment-files", DeploymentFileTarget::new),
              target("event-formats", EventFormatsTarget::new),
              target("events", EventsTarget::new),
              target("golden-images", GoldenImagesTarget::new),
              target("graphs", GraphTarget::new),
              target("job-files", JobFileTarget::new),
              target("http-responses", HttpResponseTarget::new),
              target("image-uris", ImageUriTarget::new),
              target("keras", KerasTarget::new),
              target("layers-models", LayersModelTarget::new),
              target("model-protocol", ModelProtocolTarget::new),
              target("model-settings", ModelSettingsTarget::new),
              target("multipart", MultipartTarget::new),
              target("onnx", OnnxTarget::new),
              target("pictures", ImagesTarget::new),
              target("pytorch", PytorchTarget::new),
              target("safetensors", SafetensorsTarget::new),
              target("tflite", TfLiteTarget::new),
              target("zip", ZipTarget::new)));

  private FuzzTargets() {}

  private static Map.Entry<String, Supplier<FuzzTarget>> target(
      String name, Supplier<FuzzTarget> target) {
    return Map.entry(name, target);
  }

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
