package io.flinkmobilenet.stream.golden;

import io.flinkmobilenet.image.DecodeMode;
import io.flinkmobilenet.image.ImageDecoder;
import io.flinkmobilenet.image.ImageLimits;
import io.flinkmobilenet.image.InvalidImageException;
import io.flinkmobilenet.model.GoldenImage;
import io.flinkmobilenet.model.InvalidModelException;
import io.flinkmobilenet.model.ModelArtifact;
import io.flinkmobilenet.network.Classifier;
import io.flinkmobilenet.network.Plan;

/**
 * Decodes, prepares and classifies golden images one after the other.
 *
 * <p>Images are decoded in {@link DecodeMode#EXACT}, whatever the mode of the job is: its pixels
 * are those of the reference libraries bit for bit, so that an image has the same pixels in later
 * releases too. {@link DecodeMode#FAST} gives the same pixels unless an image is four times as
 * large as the network's input.
 */
final class GoldenRun {
  /** Images of at most 4 megapixels, which take a few megabytes while they are decoded. */
  private static final ImageLimits LIMITS = new ImageLimits(GoldenImage.MAX_BYTES, 4 << 20);

  private final ImageDecoder decoder = new ImageDecoder(LIMITS, DecodeMode.EXACT);
  private final ModelArtifact model;
  private final Classifier classifier;

  GoldenRun(ModelArtifact model, Plan plan) {
    this.model = model;
    this.classifier = new Classifier(plan);
  }

  /**
   * Returns the logits of an image, which the next run overwrites.
   *
   * @throws InvalidModelException if the image cannot be decoded, or has no finite logits
   */
  float[] logits(String name, byte[] encoded) throws InvalidModelException {
    try {
      classifier.run(decoder.decode(encoded, model.preprocessing().geometry()).rgb());
      return classifier.logits();
    } catch (InvalidImageException e) {
      throw new InvalidModelException(
          "golden image %s: %s: %s".formatted(name, e.reason(), e.getMessage()), e);
    } catch (RuntimeException e) {
      throw new InvalidModelException("golden image " + name + ": " + e.getMessage(), e);
    }
  }
}
