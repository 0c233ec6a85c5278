package io.flinkmobilenet.cli.classify;

import io.flinkmobilenet.cli.input.ImageFile;
import io.flinkmobilenet.network.ClassScore;
import java.util.List;

/** What came of one file. */
sealed interface FileResult {
  /** The file. */
  ImageFile file();

  /**
   * A picture that was classified.
   *
   * @param classes best first
   * @param logits one a class, or null where nobody asked
   * @param embedding what the last layer reads, or null where nobody asked
   */
  record Classified(ImageFile file, List<ClassScore> classes, float[] logits, float[] embedding)
      implements FileResult {}

  /**
   * A file that could not be classified.
   *
   * @param reason one word of a fixed set
   * @param message what was expected and what was found
   */
  record Failed(ImageFile file, String reason, String message) implements FileResult {}
}
