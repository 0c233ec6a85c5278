package io.flinkmobilenet.importing;

import io.flinkmobilenet.format.FileModel;
import io.flinkmobilenet.format.ReadOptions;
import io.flinkmobilenet.model.InvalidModelException;
import io.flinkmobilenet.model.ModelArtifact;
import io.flinkmobilenet.weights.WeightsException;
import io.flinkmobilenet.weights.tensorflowjs.TensorflowJsReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Reads a model from whatever a user has: a Hugging Face directory, or a file of any format. */
public final class ModelReader {
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
    ModelFormat format = ModelFormat.of(source).orElse(null);
    if (format == null) {
      throw new InvalidModelException(
          source + ": expected a model in a format that is read here, found another file");
    }
    try {
      String title = format.title() + " file " + source.getFileName();
      return artifact(format.read(source, readOptions(options)), title, source, options);
    } catch (WeightsException e) {
      throw new InvalidModelException(e.getMessage(), e);
    }
  }

  private static ModelArtifact artifact(
      FileModel model, String title, Path source, ImportOptions options)
      throws InvalidModelException, IOException {
    PreprocessingChoice.Told told =
        new PreprocessingChoice.Told(
            title, Optional.empty(), model.normalisation(), model.cropped());
    return new FileImport(options, source.toString()).artifact(model, title, told);
  }

  /** The network's image is what remains after the crop; without a crop, it is resized to it. */
  private static ReadOptions readOptions(ImportOptions options) {
    Optional<Integer> edge = options.crop().or(options::size);
    return new ReadOptions(
        edge.map(pixels -> new ReadOptions.ImageSize(pixels, pixels)), options.dequantise());
  }
}
