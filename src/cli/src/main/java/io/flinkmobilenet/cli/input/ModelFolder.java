package io.flinkmobilenet.cli.input;

import io.flinkmobilenet.cli.terminal.CommandFailure;
import io.flinkmobilenet.model.InvalidModelException;
import io.flinkmobilenet.model.ModelArtifact;
import io.flinkmobilenet.model.ModelDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A model in a folder.
 *
 * @param path a Hugging Face directory
 */
public record ModelFolder(Path path) implements ModelSource {
  @Override
  public String name() {
    Path name = path.toAbsolutePath().normalize().getFileName();
    return name == null ? "model" : name.toString();
  }

  @Override
  public ModelArtifact read() throws CommandFailure, IOException {
    if (!Files.isDirectory(path)) {
      throw CommandFailure.usage(
          path + ": expected a folder with a model, found " + found(path), null);
    }
    try {
      return ModelDirectory.read(path);
    } catch (InvalidModelException e) {
      throw CommandFailure.input(e.getMessage(), e);
    }
  }

  private static String found(Path folder) {
    return Files.exists(folder) ? "a file" : "nothing";
  }
}
