package io.flinkmobilenet.cli.classify;

import io.flinkmobilenet.cli.input.ImageFile;
import io.flinkmobilenet.network.ClassScore;
import java.util.List;

/** The result of classifying one file. */
sealed interface FileResult {
  /** The file. */
  ImageFile file();

  /**
   * An image that was classified.
   *
   * @param classes best first
   * @param logits one per class; null if not requested
   * @param embedding input of the last layer; null if not requested
   */
  record Classified(ImageFile file, List<ClassScore> classes, float[] logits, float[] embedding)
      implements FileResult {}

  /**
   * A file that could not be classified.
   *
   * @param reason one of a fixed set of names
   * @param message what was expected and what was found
   */
  record Failed(ImageFile file, String reason, String message) implements FileResult {}
}
