package io.flinkmobilenet.importing;

import io.flinkmobilenet.format.FileModel;
import io.flinkmobilenet.format.ReadOptions;
import io.flinkmobilenet.model.InvalidModelException;
import io.flinkmobilenet.model.ModelArtifact;
import io.flinkmobilenet.weights.WeightsException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Reads a model from whatever a user has: a Hugging Face directory, or a file of any format. */
public final class ModelFiles {
  private ModelFiles() {}

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
    if (Files.isDirectory(source)) {
      return DirectoryImport.read(source, options);
    }
    if (!Files.isRegularFile(source)) {
      throw new InvalidModelException(
          source + ": expected a folder or a file with a model, found " + found(source));
    }
    ModelFormat format = ModelFormat.of(start(source)).orElse(null);
    if (format == null) {
      throw new InvalidModelException(
          source + ": expected a model in a format that is read here, found another file");
    }
    String title = format.title() + " file " + source.getFileName();
    try {
      FileModel model = format.read(source, readOptions(options));
      PreprocessingChoice.Told told =
          new PreprocessingChoice.Told(
              title, Optional.empty(), model.normalisation(), format.preset());
      return new FileImport(options, source.toString()).artifact(model, title, told);
    } catch (WeightsException e) {
      throw new InvalidModelException(e.getMessage(), e);
    }
  }

  private static String found(Path source) {
    return Files.exists(source) ? "something else" : "nothing";
  }

  private static byte[] start(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(ModelFormat.START);
    }
  }

  /** The network's image is what remains after the crop; without a crop, it is resized to it. */
  private static ReadOptions readOptions(ImportOptions options) {
    Optional<Integer> edge = options.crop().or(options::size);
    return new ReadOptions(
        edge.map(pixels -> new ReadOptions.ImageSize(pixels, pixels)), options.dequantise());
  }
}
