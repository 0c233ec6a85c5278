package io.flinkmobilenet.model;

import io.flinkmobilenet.architecture.Configuration;
import io.flinkmobilenet.geometry.InputGeometry;
import io.flinkmobilenet.network.Scores;
import io.flinkmobilenet.weights.NamedTensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The settings in a Hugging Face directory: {@code config.json} and its companions. */
public final class DirectorySettings {
  private static final int MAX_JSON_BYTES = 4 << 20;
  private static final String CONFIG = "config.json";
  private static final String PREPROCESSOR = "preprocessor_config.json";

  private final Path directory;
  private final JsonObject config;

  private DirectorySettings(Path directory, JsonObject config) {
    this.directory = directory;
    this.config = config;
  }

  /**
   * Reads {@code config.json}.
   *
   * @throws InvalidModelException if it is missing, too large, or something else than settings
   * @throws IOException if it cannot be read
   */
  public static DirectorySettings read(Path directory) throws InvalidModelException, IOException {
    return new DirectorySettings(directory, json(directory.resolve(CONFIG)));
  }

  private static JsonObject json(Path file) throws InvalidModelException, IOException {
    String where = file.toString();
    byte[] content = DirectoryFile.read(file, MAX_JSON_BYTES);
    MisplacedContent.refuseUnlessJson(content, where);
    JsonObject json = new JsonObject(Json.read(content, where), where);
    MisplacedContent.refuseServerError(json, "the settings of a model");
    return json;
  }

  /**
   * Returns the settings if they are timm's.
   *
   * @throws InvalidModelException if they are of a network that is not known here
   */
  public Optional<TimmSettings> timm() throws InvalidModelException {
    return TimmSettings.recognises(config)
        ? Optional.of(TimmSettings.of(config))
        : Optional.empty();
  }

  /** Returns the labels, one per class; Hugging Face's names where the file has none. */
  public List<String> labels() throws InvalidModelException {
    return Labels.ofConfig(config);
  }

  /** Returns whether {@code config.json} names classes or at least says how many there are. */
  public boolean sayClasses() {
    return config.has("id2label") || config.has("num_labels");
  }

  /** Returns the labels; if nothing is said of them, as many as the weights have classes. */
  public List<String> labels(NamedTensors weights) throws InvalidModelException {
    for (String bias : List.of("classifier.bias", "classifier.1.bias")) {
      if (!sayClasses() && weights.names().contains(bias)) {
        return Labels.require(Labels.unnamed(weights.shape(bias).elements()), bias);
      }
    }
    return labels();
  }

  /** Returns the function from logits to probabilities. */
  public Scores scores(int classes) throws InvalidModelException {
    return ProblemType.scores(config, classes);
  }

  /**
   * Returns the settings of the network.
   *
   * @param geometry its crop is the size of the image
   */
  public Configuration network(InputGeometry geometry, int classes) throws InvalidModelException {
    return ConfigJson.read(config, geometry, classes, directory.resolve(CONFIG).toString());
  }

  /** Returns whether the directory says how images are prepared. */
  public boolean saysPreprocessing() {
    return Files.exists(directory.resolve(PREPROCESSOR));
  }

  /** Returns the preprocessing in {@code preprocessor_config.json}. */
  public Preprocessing preprocessing() throws InvalidModelException, IOException {
    Path file = directory.resolve(PREPROCESSOR);
    return PreprocessingJson.read(json(file), file.toString());
  }

  /**
   * Returns the defaults of Hugging Face's image processor for the model's type, if they are known:
   * those of <a
   * href="https://huggingface.co/docs/transformers/model_doc/mobilenet_v2">MobileNetV2ImageProcessor</a>
   * and its twin for MobileNetV1.
   */
  public Optional<Preprocessing> defaultPreprocessing() throws InvalidModelException {
    String type = config.text("model_type", "");
    return type.equals("mobilenet_v1") || type.equals("mobilenet_v2")
        ? Optional.of(PreprocessingJson.defaults())
        : Optional.empty();
  }
}
