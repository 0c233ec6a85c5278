package io.flinkmobilenet.showcase.evaluate;

import io.flinkmobilenet.image.InvalidImageException;
import io.flinkmobilenet.model.ModelArtifact;
import io.flinkmobilenet.network.Plan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Runs both models of a cascade on labelled images, one after the other. Each thread needs its own.
 */
final class CascadeRun {
  private final FolderImages images;
  private final FolderImages forLarge;
  private final LabelledImages.Source source;
  private final CascadeModel small;
  private final CascadeModel large;

  /**
   * A model and where the images are.
   *
   * @param images the images with the indices that their classes have in this model
   */
  record Candidate(ModelArtifact model, Plan plan, FolderImages images) {
    private CascadeModel start() {
      return new CascadeModel(plan, model.preprocessing().geometry());
    }
  }

  CascadeRun(Candidate small, Candidate large) {
    this.images = small.images();
    this.forLarge = large.images();
    this.source = images.source();
    this.small = small.start();
    this.large = large.start();
  }

  /**
   * Classifies an image with both models.
   *
   * @throws IOException if it cannot be read
   * @throws InvalidImageException if it cannot be decoded
   */
  CascadeTrial run(int index) throws IOException, InvalidImageException {
    LabelledImage image = source.get(index);
    return new CascadeTrial(
        judges(images.key(index)),
        small.run(image.encoded(), image.truth()),
        large.run(image.encoded(), forLarge.truth(index)));
  }

  /** Returns whether an image judges: the last bit of the SHA-256 of its path in the folder. */
  static boolean judges(String key) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
      return (digest[digest.length - 1] & 1) == 1;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
