package io.flinkmobilenet.model;

import io.flinkmobilenet.architecture.Configuration;
import io.flinkmobilenet.graph.Graph;
import io.flinkmobilenet.graph.Parameter;
import io.flinkmobilenet.network.Scores;
import io.flinkmobilenet.weights.ByteSegments;
import io.flinkmobilenet.weights.NamedTensors;
import io.flinkmobilenet.weights.WeightsException;
import io.flinkmobilenet.weights.safetensors.SafetensorsReader;
import io.flinkmobilenet.weights.safetensors.SafetensorsWriter;
import java.util.List;
import java.util.Map;

/**
 * The content of a canonical artifact: a safetensors file that Hugging Face's library can load.
 *
 * <pre>
 * __metadata__        format               "pt", required by Hugging Face's library
 *                     artifact_version     "1"
 *                     config               architecture, keys of config.json, sorted; problem_type
 *                                          only if each of several classes has a sigmoid
 *                     preprocessor_config  preprocessing, keys of preprocessor_config.json, sorted
 *                     labels               array of texts, one per class
 *                     sources              object of texts: where each part of an imported model was
 *                                          taken from; only if there is any
 *                     golden_images        array of texts, the names of the golden images; only if
 *                                          there are any
 * tensors             the network's parameters in its own order, with the names of the Hugging Face
 *                     checkpoint and the element types of the file they come from; then for each
 *                     golden image i golden_images.i.image, U8 [bytes of the file], and
 *                     golden_images.i.logits, F32 [classes]
 * </pre>
 *
 * <p>JSON is written without white space, and numbers as {@link Json#number(double)} does. Any
 * change to this form needs a new version, because the digests of published models must stay the
 * same.
 *
 * @param weights parameters by name
 * @param config the architecture
 * @param preprocessing preparation of images for the network
 * @param labels names of the classes
 * @param scores function from logits to probabilities
 * @param sources where each part was taken from, if it does not come from a Hugging Face directory
 * @param golden images with the logits that the model has to give for them, at most {@value
 *     GoldenImage#MAX_IMAGES}
 */
public record CanonicalForm(
    NamedTensors weights,
    Configuration config,
    Preprocessing preprocessing,
    List<String> labels,
    Scores scores,
    Map<String, String> sources,
    List<GoldenImage> golden) {
  private static final String VERSION = "1";

  /** Copies labels, sources and the list of golden images. */
  public CanonicalForm {
    labels = List.copyOf(labels);
    sources = Sources.shortened(sources);
    golden = List.copyOf(golden);
  }

  /** Creates the form of a model without golden images. */
  public CanonicalForm(
      NamedTensors weights,
      Configuration config,
      Preprocessing preprocessing,
      List<String> labels,
      Scores scores,
      Map<String, String> sources) {
    this(weights, config, preprocessing, labels, scores, sources, List.of());
  }

  /** Returns the same model with these golden images instead of its own. */
  CanonicalForm with(List<GoldenImage> images) {
    return new CanonicalForm(weights, config, preprocessing, labels, scores, sources, images);
  }

  /** Parses an artifact; the weights are not yet checked against the network. */
  static CanonicalForm read(ByteSegments bytes, String where) throws InvalidModelException {
    NamedTensors weights;
    try {
      weights = SafetensorsReader.read(bytes, where);
    } catch (WeightsException e) {
      throw new InvalidModelException(e.getMessage(), e);
    }
    Map<String, String> metadata = weights.metadata();
    String version = text(metadata, "artifact_version", where);
    if (!version.equals(VERSION)) {
      throw new InvalidModelException(
          "%s: artifact_version: expected %s, found %s".formatted(where, VERSION, version));
    }
    String inPreprocessing = where + ": preprocessor_config";
    Preprocessing preprocessing =
        PreprocessingJson.read(
            object(text(metadata, "preprocessor_config", where), inPreprocessing), inPreprocessing);
    String inLabels = where + ": labels";
    List<String> labels =
        Labels.read(Json.read(text(metadata, "labels", where), inLabels), inLabels);
    String inConfig = where + ": config";
    JsonObject settings = object(text(metadata, "config", where), inConfig);
    Configuration config =
        ConfigJson.read(settings, preprocessing.geometry(), labels.size(), inConfig);
    return new CanonicalForm(
        GoldenImages.parameters(weights),
        config,
        preprocessing,
        labels,
        ProblemType.scores(settings, labels.size()),
        Sources.read(metadata, where),
        GoldenImages.read(weights, labels.size(), where));
  }

  private static JsonObject object(String text, String where) throws InvalidModelException {
    return new JsonObject(Json.read(text, where), where);
  }

  private static String text(Map<String, String> metadata, String key, String where)
      throws InvalidModelException {
    String text = metadata.get(key);
    if (text == null) {
      throw new InvalidModelException(
          where + ": expected " + key + " in the metadata, found " + metadata.keySet());
    }
    return text;
  }

  /** Returns the artifact of the network. */
  SafetensorsWriter artifact(Graph graph) {
    SafetensorsWriter writer =
        new SafetensorsWriter()
            .metadata("format", "pt")
            .metadata("artifact_version", VERSION)
            .metadata("config", ConfigJson.write(config, scores))
            .metadata("preprocessor_config", PreprocessingJson.write(preprocessing))
            .metadata("labels", Json.write(labels));
    Sources.write(sources, writer);
    GoldenImages.writeNames(golden, writer);
    for (Parameter parameter : graph.parameters()) {
      String name = parameter.name();
      writer.tensor(name, weights.dtype(name), weights.shape(name), () -> weights.bytes(name));
    }
    GoldenImages.write(golden, writer);
    return writer;
  }
}
