package io.flinkmobilenet.importing;

import io.flinkmobilenet.model.InvalidModelException;
import io.flinkmobilenet.model.ModelDirectory;
import io.flinkmobilenet.weights.NamedTensors;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The file of weights in a Hugging Face directory.
 *
 * @param file the file
 */
record DirectoryWeights(Path file) {
  private static final String USUAL = "model.safetensors";

  static DirectoryWeights find(Path directory) {
    return new DirectoryWeights(directory.resolve(USUAL));
  }

  /** Returns whether this is the file that a directory usually has. */
  boolean usual() {
    return file.endsWith(USUAL);
  }

  NamedTensors read() throws InvalidModelException, IOException {
    return ModelDirectory.weights(file);
  }
}
