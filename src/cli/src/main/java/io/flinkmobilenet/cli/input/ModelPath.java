package io.flinkmobilenet.cli.input;

import io.flinkmobilenet.cli.terminal.CommandFailure;
import io.flinkmobilenet.importing.ImportOptions;
import io.flinkmobilenet.importing.ModelReader;
import io.flinkmobilenet.model.InvalidModelException;
import io.flinkmobilenet.model.ModelArtifact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A model on disk.
 *
 * @param path a Hugging Face directory, or a model file of any format
 */
public record ModelPath(Path path) implements ModelSource {
  @Override
  public String name() {
    Path name = path.toAbsolutePath().normalize().getFileName();
    return name == null ? "model" : name.toString();
  }

  @Override
  public ModelArtifact read(ImportOptions options) throws CommandFailure, IOException {
    if (!Files.exists(path)) {
      throw CommandFailure.usage(
          path + ": expected a folder or a file with a model, found nothing", null);
    }
    try {
      return ModelReader.read(path, options);
    } catch (InvalidModelException e) {
      throw CommandFailure.input(e.getMessage(), e);
    }
  }
}
