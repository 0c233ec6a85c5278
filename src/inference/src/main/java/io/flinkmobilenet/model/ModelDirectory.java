package io.flinkmobilenet.model;

import io.flinkmobilenet.architecture.Configuration;
import io.flinkmobilenet.network.Scores;
import io.flinkmobilenet.weights.NamedTensors;
import io.flinkmobilenet.weights.WeightsException;
import io.flinkmobilenet.weights.safetensors.SafetensorsReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads a model from a Hugging Face directory: {@code config.json}, {@code
 * preprocessor_config.json} and {@code model.safetensors}.
 */
public final class ModelDirectory {
  private static final int MAX_JSON_BYTES = 4 << 20;
  private static final int MAX_WEIGHTS_BYTES = 256 << 20;

  private static final String ADVICE =
      "; such a directory holds config.json, preprocessor_config.json and "
          + OtherWeights.EXPECTED
          + ": download the three from the model's page on Hugging Face";

  private ModelDirectory() {}

  /**
   * Reads the model in a directory.
   *
   * @throws InvalidModelException if a file is missing, too large, or not part of a model with a
   *     supported architecture and settings
   * @throws IOException if a file cannot be read
   */
  public static ModelArtifact read(Path directory) throws InvalidModelException, IOException {
    OtherWeights.requireExpected(directory);
    Path configFile = directory.resolve("config.json");
    JsonObject config = json(configFile);
    Path preprocessorFile = directory.resolve("preprocessor_config.json");
    Preprocessing preprocessing =
        PreprocessingJson.read(json(preprocessorFile), preprocessorFile.toString());
    List<String> labels = Labels.ofConfig(config);
    Configuration network =
        ConfigJson.read(config, preprocessing.geometry(), labels.size(), configFile.toString());
    Scores scores = ProblemType.scores(config, labels.size());
    Path weightsFile = directory.resolve(OtherWeights.EXPECTED);
    NamedTensors weights = weights(weightsFile);
    return ModelArtifact.of(
        new CanonicalForm(
            weights,
            network,
            preprocessing,
            labels,
            scores,
            Sources.ofImported(weights.metadata(), weightsFile.toString())),
        weightsFile.toString());
  }

  private static JsonObject json(Path file) throws InvalidModelException, IOException {
    String where = file.toString();
    byte[] content = content(file, MAX_JSON_BYTES);
    MisplacedContent.refuseUnlessJson(content, where);
    JsonObject json = new JsonObject(Json.read(content, where), where);
    MisplacedContent.refuseServerError(json, "the settings of a model");
    return json;
  }

  private static NamedTensors weights(Path file) throws InvalidModelException, IOException {
    byte[] content = content(file, MAX_WEIGHTS_BYTES);
    MisplacedContent.refuseUnlessWeights(content, file.toString());
    try {
      return SafetensorsReader.read(content, file.toString());
    } catch (WeightsException e) {
      throw new InvalidModelException(e.getMessage(), e);
    }
  }

  private static byte[] content(Path file, int limit) throws InvalidModelException, IOException {
    if (!Files.isRegularFile(file)) {
      throw new InvalidModelException(
          file + ": expected a file of a Hugging Face model directory, found none" + ADVICE);
    }
    long size = Files.size(file);
    if (size > limit) {
      throw new InvalidModelException(
          "%s: expected at most %d bytes, found %d".formatted(file, limit, size));
    }
    return Files.readAllBytes(file);
  }
}
