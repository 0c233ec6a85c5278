package io.flinkmobilenet.model;

import io.flinkmobilenet.weights.NamedTensors;
import io.flinkmobilenet.weights.WeightsException;
import io.flinkmobilenet.weights.safetensors.SafetensorsReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Reads a model from a complete Hugging Face directory: {@code config.json}, {@code
 * preprocessor_config.json} and {@code model.safetensors}.
 */
public final class ModelDirectory {
  private static final int MAX_WEIGHTS_BYTES = 1 << 30;

  private ModelDirectory() {}

  /**
   * Reads the model in a directory that has all three files.
   *
   * @throws InvalidModelException if a file is missing, too large, or not part of a model with a
   *     supported architecture and settings
   * @throws IOException if a file cannot be read
   */
  public static ModelArtifact read(Path directory) throws InvalidModelException, IOException {
    if (!Files.exists(directory.resolve(OtherWeights.EXPECTED))) {
      OtherWeights.refuse(directory);
    }
    return read(directory, DirectorySettings.read(directory));
  }

  /**
   * Reads the model in a directory whose {@code config.json} has been read.
   *
   * @throws InvalidModelException if another file is missing, too large, or does not fit
   * @throws IOException if a file cannot be read
   */
  public static ModelArtifact read(Path directory, DirectorySettings settings)
      throws InvalidModelException, IOException {
    Path file = directory.resolve(OtherWeights.EXPECTED);
    Preprocessing preprocessing = settings.preprocessing();
    // Settings that are not supported are refused before the weights are read.
    settings.network(preprocessing.geometry(), settings.labels().size());
    NamedTensors tensors = tensors(file);
    NamedTensors weights = GoldenImages.parameters(tensors);
    List<String> labels = settings.labels(weights);
    Map<String, String> sources = Sources.ofImported(weights.metadata(), file.toString());
    ModelArtifact model =
        artifact(settings, preprocessing, labels, weights, file.toString(), sources);
    List<GoldenImage> golden = GoldenImages.ofImported(tensors, labels.size(), file.toString());
    return golden.isEmpty() ? model : model.withGolden(golden);
  }

  /**
   * Returns the model of a directory's settings and parts that may come from elsewhere.
   *
   * @param where name of the weights file in error messages
   * @param sources where each part was taken from, if it is not where a directory usually has it
   * @throws InvalidModelException if the parts do not make a model
   */
  public static ModelArtifact artifact(
      DirectorySettings settings,
      Preprocessing preprocessing,
      List<String> labels,
      NamedTensors weights,
      String where,
      Map<String, String> sources)
      throws InvalidModelException {
    return ModelArtifact.of(
        new CanonicalForm(
            weights,
            settings.network(preprocessing.geometry(), labels.size()),
            preprocessing,
            labels,
            settings.scores(labels.size()),
            sources),
        where);
  }

  /**
   * Writes a model so that {@link #read} gives the same artifact: the artifact itself as {@code
   * model.safetensors}, and its settings with the labels as JSON.
   *
   * @param directory is created if it does not exist; files of these names are replaced
   * @throws IOException if a file cannot be written
   */
  public static void write(ModelArtifact model, Path directory) throws IOException {
    Files.createDirectories(directory);
    Files.writeString(
        directory.resolve("config.json"),
        ConfigJson.write(model.config(), model.scores(), model.labels()));
    Files.writeString(
        directory.resolve("preprocessor_config.json"),
        PreprocessingJson.write(model.preprocessing()));
    Files.write(directory.resolve(OtherWeights.EXPECTED), model.bytes());
  }

  /**
   * Refuses a directory that has the weights of another program alone, and advises what to do with
   * them. The caller has found none that belong to a Hugging Face model.
   *
   * @throws IOException if the directory cannot be listed
   */
  public static void refuseOtherWeights(Path directory) throws InvalidModelException, IOException {
    OtherWeights.refuse(directory);
  }

  /**
   * Refuses what a download may have left in place of weights: a Git LFS pointer, a web page, an
   * error of a server.
   *
   * @param start the first bytes of the file, at most a few kilobytes
   * @param expected the content that the file should have, for the message
   * @param where name of the file in error messages
   */
  public static void refuseMisplaced(byte[] start, String expected, String where)
      throws InvalidModelException {
    MisplacedContent.refuseUnlessWeights(start, expected, where);
  }

  /**
   * Reads the weights in a safetensors file. Golden images are left out, because they belong to the
   * model with the settings that it had.
   */
  public static NamedTensors weights(Path file) throws InvalidModelException, IOException {
    return GoldenImages.parameters(tensors(file));
  }

  private static NamedTensors tensors(Path file) throws InvalidModelException, IOException {
    byte[] content = DirectoryFile.read(file, MAX_WEIGHTS_BYTES);
    MisplacedContent.refuseUnlessWeights(content, "weights in safetensors format", file.toString());
    try {
      return SafetensorsReader.read(content, file.toString());
    } catch (WeightsException e) {
      throw new InvalidModelException(e.getMessage(), e);
    }
  }
}
