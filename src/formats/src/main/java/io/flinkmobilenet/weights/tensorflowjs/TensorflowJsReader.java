package io.flinkmobilenet.weights.tensorflowjs;

import com.fasterxml.jackson.databind.JsonNode;
import io.flinkmobilenet.format.FileModel;
import io.flinkmobilenet.format.ReadOptions;
import io.flinkmobilenet.format.ZipArchive;
import io.flinkmobilenet.keras.KerasGraph;
import io.flinkmobilenet.keras.KerasModel;
import io.flinkmobilenet.keras.ModelJson;
import io.flinkmobilenet.keras.NamedWeights;
import io.flinkmobilenet.keras.StoredWeight;
import io.flinkmobilenet.weights.MalformedWeightsException;
import io.flinkmobilenet.weights.UnsupportedWeightsException;
import io.flinkmobilenet.weights.WeightsException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads layers models of TensorFlow.js: {@code model.json} with its files of weights beside it, or
 * the archive of these and {@code metadata.json} that Teachable Machine exports.
 */
public final class TensorflowJsReader {
  private static final String MODEL = "model.json";

  /** How far the names of the first objects are looked for. */
  private static final int START_BYTES = 1 << 12;

  private TensorflowJsReader() {}

  /** Returns whether a file is a {@code model.json}, or an archive or a folder with one. */
  public static boolean recognises(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      return Files.isRegularFile(file.resolve(MODEL)) && startsAsModel(file.resolve(MODEL));
    }
    if (ZipArchive.recognises(file)) {
      try (ZipArchive archive = ZipArchive.open(file)) {
        return archive.names().contains(MODEL);
      } catch (WeightsException e) {
        return false;
      }
    }
    return startsAsModel(file);
  }

  private static boolean startsAsModel(Path file) throws IOException {
    try (InputStream stream = Files.newInputStream(file)) {
      String start = new String(stream.readNBytes(START_BYTES), StandardCharsets.UTF_8);
      return start.stripLeading().startsWith("{")
          && (start.contains("\"modelTopology\"") || start.contains("\"weightsManifest\""));
    }
  }

  /**
   * Reads a model.
   *
   * @param file {@code model.json}, or an archive or a folder with one
   * @throws WeightsException if it is not such a model, or needs something that is not supported
   * @throws IOException if it cannot be read
   */
  public static FileModel read(Path file, ReadOptions options)
      throws WeightsException, IOException {
    if (Files.isDirectory(file)) {
      return read(ModelFiles.in(file), MODEL, file.toString(), options);
    }
    if (ZipArchive.recognises(file)) {
      try (ZipArchive archive = ZipArchive.open(file)) {
        return read(ModelFiles.in(archive), MODEL, file.toString(), options);
      }
    }
    Path folder = file.toAbsolutePath().getParent();
    return read(ModelFiles.in(folder), file.getFileName().toString(), file.toString(), options);
  }

  static FileModel read(ModelFiles files, String name, String where, ReadOptions options)
      throws WeightsException, IOException {
    byte[] text =
        files
            .read(name, ModelJson.MAX_BYTES)
            .orElseThrow(
                () ->
                    new MalformedWeightsException(
                        "%s: expected a file %s, found none".formatted(where, name)));
    JsonNode json = ModelJson.read(text, where);
    requireLayers(json, where);
    List<StoredWeight> weights =
        new WeightsManifest(files, where).weights(json.path("weightsManifest"));
    FileModel model =
        KerasGraph.convert(
            KerasModel.parse(text, where),
            architecture -> NamedWeights.assign(architecture, weights, where),
            false,
            options,
            where);
    return TeachableMachine.described(model, files, where);
  }

  private static void requireLayers(JsonNode json, String where)
      throws UnsupportedWeightsException {
    boolean graph =
        json.path("format").asText().equals("graph-model")
            || json.path("modelTopology").has("node");
    if (graph) {
      throw new UnsupportedWeightsException(
          where
              + ": format: expected a layers model, found a graph model, which has operators of"
              + " TensorFlow instead of layers");
    }
  }
}
