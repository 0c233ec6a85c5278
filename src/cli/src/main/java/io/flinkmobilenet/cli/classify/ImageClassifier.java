package io.flinkmobilenet.cli.classify;

import io.flinkmobilenet.cli.input.ImageFile;
import io.flinkmobilenet.geometry.InputGeometry;
import io.flinkmobilenet.image.DecodeMode;
import io.flinkmobilenet.image.ImageDecoder;
import io.flinkmobilenet.image.ImageLimits;
import io.flinkmobilenet.image.InvalidImageException;
import io.flinkmobilenet.network.Classifier;
import io.flinkmobilenet.network.Plan;
import java.io.IOException;
import java.nio.file.NoSuchFileException;

/**
 * Classifies files one after the other: decodes, normalises and runs the network. Each thread needs
 * its own.
 */
final class ImageClassifier {
  private final ImageLimits limits;
  private final ImageDecoder decoder;
  private final InputGeometry geometry;
  private final Classifier classifier;
  private final Wanted wanted;

  /**
   * The contents of a result.
   *
   * @param topK number of classes
   */
  record Wanted(int topK, boolean logits, boolean embedding) {}

  ImageClassifier(
      Plan plan, InputGeometry geometry, ImageLimits limits, DecodeMode mode, Wanted wanted) {
    this.limits = limits;
    this.decoder = new ImageDecoder(limits, mode);
    this.geometry = geometry;
    this.classifier = new Classifier(plan);
    this.wanted = wanted;
  }

  FileResult classify(ImageFile file) {
    try {
      byte[] encoded = file.read(limits.maxBytes());
      classifier.run(decoder.decode(encoded, geometry).rgb());
      return new FileResult.Classified(
          file,
          classifier.topK(wanted.topK()),
          wanted.logits() ? classifier.logits().clone() : null,
          wanted.embedding() ? classifier.features().clone() : null);
    } catch (InvalidImageException e) {
      return new FileResult.Failed(file, e.reason().name(), e.getMessage() + hint(e.reason()));
    } catch (RuntimeException e) {
      // As in the job, a failure on one image does not stop the others.
      return new FileResult.Failed(file, "INTERNAL_ERROR", e.toString());
    } catch (NoSuchFileException e) {
      return new FileResult.Failed(file, "UNREADABLE_FILE", "no such file");
    } catch (IOException e) {
      return new FileResult.Failed(file, "UNREADABLE_FILE", String.valueOf(e.getMessage()));
    }
  }

  private static String hint(InvalidImageException.Reason reason) {
    return switch (reason) {
      case TOO_MANY_BYTES -> "; --max-image-bytes raises the limit";
      case TOO_MANY_PIXELS -> "; --max-image-pixels raises the limit";
      default -> "";
    };
  }
}
