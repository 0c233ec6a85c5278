package io.flinkmobilenet.importing;

import io.flinkmobilenet.model.InvalidModelException;
import io.flinkmobilenet.model.LabelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The names of the classes in a file that lies beside a model, where programs that train models
 * often write them.
 *
 * @param file name of the file
 * @param labels its labels; empty if it holds none that a model can have
 */
record LabelsBeside(String file, List<String> labels) {
  private static final List<String> NAMES =
      List.of("class_names.json", "class_names.txt", "labels.txt");

  /** Copies the list. */
  LabelsBeside {
    labels = List.copyOf(labels);
  }

  /**
   * Looks for labels beside a file, or in a folder.
   *
   * @throws IOException if there is such a file and it cannot be read
   */
  static Optional<LabelsBeside> of(Path model) throws IOException {
    for (String name : NAMES) {
      Path file = Files.isDirectory(model) ? model.resolve(name) : model.resolveSibling(name);
      if (Files.isRegularFile(file)) {
        return Optional.of(new LabelsBeside(name, read(file)));
      }
    }
    return Optional.empty();
  }

  /** A file of this name may be about something else, such as the images of the training. */
  private static List<String> read(Path file) throws IOException {
    try {
      return LabelFile.read(file);
    } catch (InvalidModelException e) {
      return List.of();
    }
  }
}
