package io.flinkmobilenet.training;

import ai.djl.ndarray.NDManager;
import io.flinkmobilenet.graph.Parameter;
import io.flinkmobilenet.network.Network;
import io.flinkmobilenet.tensor.DType;
import io.flinkmobilenet.weights.NamedTensors;
import io.flinkmobilenet.weights.WeightsException;
import io.flinkmobilenet.weights.safetensors.SafetensorsReader;
import io.flinkmobilenet.weights.safetensors.SafetensorsWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/**
 * The state from which a training can continue.
 *
 * @param weights the trained weights
 * @param mean the optimiser's first moments
 * @param variance the optimiser's second moments
 * @param average moving average of the weights
 * @param step number of completed steps
 */
record TrainingState(Weights weights, Weights mean, Weights variance, Weights average, int step) {
  /** The state before the first step. */
  static TrainingState fresh(NDManager manager, Network network, long seed) {
    return new TrainingState(
        Weights.random(manager, network, seed),
        Weights.zeros(manager, network),
        Weights.zeros(manager, network),
        Weights.zeros(manager, network),
        0);
  }

  /** The state before the first step of a training that goes on with the weights of a model. */
  static TrainingState of(NDManager manager, Network network, NamedTensors weights) {
    return new TrainingState(
        Weights.of(manager, network, parameter -> weights.tensor(parameter.name())),
        Weights.zeros(manager, network),
        Weights.zeros(manager, network),
        Weights.zeros(manager, network),
        0);
  }

  /**
   * Writes the state to a file atomically.
   *
   * @param settings settings that must be the same when it is read
   */
  void write(Path file, Network network, String settings, int stepsDone) throws IOException {
    SafetensorsWriter writer =
        new SafetensorsWriter()
            .metadata("settings", settings)
            .metadata("step", Integer.toString(stepsDone));
    for (Map.Entry<String, Weights> set : sets().entrySet()) {
      for (Parameter parameter : network.parameters()) {
        writer.tensor(
            set.getKey() + parameter.name(),
            DType.F32,
            parameter.shape(),
            Elements.encode(set.getValue().values(parameter.name()), DType.F32));
      }
    }
    Path part = file.resolveSibling(file.getFileName() + ".part");
    Files.write(part, writer.toBytes());
    Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  private Map<String, Weights> sets() {
    return Map.of("weights/", weights, "mean/", mean, "variance/", variance, "average/", average);
  }

  /**
   * Reads the state from a file.
   *
   * @throws IOException if it cannot be read or comes from a training with other settings
   */
  static TrainingState read(Path file, NDManager manager, Network network, String settings)
      throws IOException {
    NamedTensors tensors;
    try {
      tensors = SafetensorsReader.read(Files.readAllBytes(file), file.toString());
    } catch (WeightsException e) {
      throw new IOException(e.getMessage(), e);
    }
    if (!settings.equals(tensors.metadata().get("settings"))) {
      throw new IOException(
          "%s: expected settings %s, found %s"
              .formatted(file, settings, tensors.metadata().get("settings")));
    }
    return new TrainingState(
        set(tensors, "weights/", manager, network),
        set(tensors, "mean/", manager, network),
        set(tensors, "variance/", manager, network),
        set(tensors, "average/", manager, network),
        Integer.parseInt(tensors.metadata().get("step")));
  }

  private static Weights set(
      NamedTensors tensors, String prefix, NDManager manager, Network network) {
    return Weights.of(manager, network, parameter -> tensors.tensor(prefix + parameter.name()));
  }
}
