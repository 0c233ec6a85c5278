package io.flinkmobilenet.showcase.evaluate;

import io.flinkmobilenet.geometry.InputGeometry;
import io.flinkmobilenet.image.ImageDecoder;
import io.flinkmobilenet.image.ImageLimits;
import io.flinkmobilenet.image.InvalidImageException;
import io.flinkmobilenet.network.Classifier;
import io.flinkmobilenet.network.Plan;
import java.io.IOException;
import java.nio.file.NoSuchFileException;

/** Classifies labelled images one after the other. Each thread needs its own. */
final class Judge {
  /** Number of classes for top-5 accuracy. */
  static final int CLASSES = 5;

  private final LabelledImages images;
  private final LabelledImages.Source source;
  private final ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT);
  private final InputGeometry geometry;
  private final Classifier classifier;

  Judge(LabelledImages images, Plan plan, InputGeometry geometry) {
    this.images = images;
    this.source = images.source();
    this.geometry = geometry;
    this.classifier = new Classifier(plan);
  }

  Judgement judge(int index) {
    try {
      LabelledImage image = source.get(index);
      classifier.run(decoder.decode(image.encoded(), geometry).rgb());
      return new Judgement.Classified(image.truth(), classifier.topK(CLASSES));
    } catch (InvalidImageException e) {
      return failed(index, e.reason() + ": " + e.getMessage());
    } catch (NoSuchFileException e) {
      return failed(index, "no such file");
    } catch (IOException e) {
      return failed(index, "cannot be read: " + e.getMessage());
    } catch (RuntimeException e) {
      // As in the job, a failure on one image does not stop the others.
      return failed(index, "INTERNAL_ERROR: " + e);
    }
  }

  private Judgement failed(int index, String reason) {
    return new Judgement.Failed(images.name(index) + ": " + reason);
  }
}
