package io.flinkmobilenet.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a file of a Hugging Face directory within a limit. */
final class DirectoryFile {
  private static final String ADVICE =
      "; such a directory holds config.json, preprocessor_config.json and "
          + OtherWeights.EXPECTED
          + ": download the three from the model's page on Hugging Face";

  private DirectoryFile() {}

  static byte[] read(Path file, int limit) throws InvalidModelException, IOException {
    if (!Files.isRegularFile(file)) {
      throw new InvalidModelException(
          file + ": expected a file of a Hugging Face model directory, found none" + ADVICE);
    }
    long size = Files.size(file);
    if (size > limit) {
      throw new InvalidModelException(
          "%s: expected at most %d bytes, found %d".formatted(file, limit, size));
    }
    return Files.readAllBytes(file);
  }
}
