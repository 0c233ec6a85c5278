package io.flinkmobilenet.importing;

import io.flinkmobilenet.format.FileModel;
import io.flinkmobilenet.format.ReadOptions;
import io.flinkmobilenet.model.InvalidModelException;
import io.flinkmobilenet.model.ModelArtifact;
import io.flinkmobilenet.model.ModelDirectory;
import io.flinkmobilenet.weights.WeightsException;
import io.flinkmobilenet.weights.keras.KerasReader;
import io.flinkmobilenet.weights.tensorflowjs.TensorflowJsReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Reads a model from whatever a user has: a Hugging Face directory, or a file of any format. */
public final class ModelReader {
  private static final String KNOWN_FORMAT =
      "a model of ONNX, TensorFlow Lite, Keras, TensorFlow.js or PyTorch, or safetensors";

  private ModelReader() {}

  /**
   * Reads a model.
   *
   * @param source a directory or a file
   * @param options what the user says of it
   * @return the artifact; {@link ModelArtifact#sources} says where its parts were taken from
   * @throws InvalidModelException if it is no model that can be used; the message says where, what
   *     was expected and what was found
   * @throws IOException if a file cannot be read
   */
  public static ModelArtifact read(Path source, ImportOptions options)
      throws InvalidModelException, IOException {
    if (Files.isDirectory(source) && !TensorflowJsReader.recognises(source)) {
      return DirectoryImport.read(source, options);
    }
    if (!Files.exists(source)) {
      throw new InvalidModelException(
          source + ": expected a folder or a file with a model, found nothing");
    }
    try {
      return file(source, options);
    } catch (WeightsException e) {
      throw new InvalidModelException(e.getMessage(), e);
    }
  }

  private static ModelArtifact file(Path source, ImportOptions options)
      throws InvalidModelException, WeightsException, IOException {
    String where = source.toString();
    Optional<StateDictFile> weights = StateDictFile.read(source);
    if (weights.isPresent()) {
      StateDictFile file = weights.get();
      return new FileImport(options, where, file.title()).artifact(file.network(options, where));
    }
    Optional<Path> json = options.architecture().filter(ImportOptions::namesJson).map(Path::of);
    if (json.isPresent()) {
      String title = "Keras file " + source.getFileName();
      FileModel model = KerasReader.read(source, json.get(), readOptions(options));
      return new FileImport(options, where, title).artifact(model);
    }
    ModelFormat format = ModelFormat.of(source).orElse(null);
    if (format == null) {
      ModelDirectory.refuseMisplaced(StateDictFile.start(source), KNOWN_FORMAT, where);
      throw new InvalidModelException(
          source + ": expected " + KNOWN_FORMAT + ", found another file");
    }
    if (options.architecture().isPresent()) {
      throw new InvalidModelException(
          source + ": expected no --architecture, because the file describes its network");
    }
    String title = format.title() + " file " + source.getFileName();
    return new FileImport(options, where, title)
        .artifact(format.read(source, readOptions(options)));
  }

  /** The network's image is what remains after the crop; without a crop, it is resized to it. */
  private static ReadOptions readOptions(ImportOptions options) {
    Optional<Integer> edge = options.crop().or(options::size);
    return new ReadOptions(
        edge.map(pixels -> new ReadOptions.ImageSize(pixels, pixels)), options.dequantise());
  }
}
