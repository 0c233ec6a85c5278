package io.flinkmobilenet.stream;

import io.flinkmobilenet.image.DecodeMode;
import io.flinkmobilenet.image.ImageDecoder;
import io.flinkmobilenet.image.ImageLimits;
import io.flinkmobilenet.image.InvalidImageException;
import io.flinkmobilenet.kernel.KernelProvider;
import io.flinkmobilenet.model.InvalidModelException;
import io.flinkmobilenet.model.ModelArtifact;
import io.flinkmobilenet.network.Classifier;
import io.flinkmobilenet.simd.KernelChoice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Pictures whose true class is the one that a model names. */
final class LabelledPictures {
  static final String ATTRIBUTE = "label";
  private static final int COUNT = 64;

  private final List<byte[]> pictures = new ArrayList<>();
  private final List<Integer> classes = new ArrayList<>();
  private final ModelArtifact model;

  LabelledPictures(ModelArtifact model) {
    this.model = model;
    try {
      Classifier classifier =
          new Classifier(model.compile(KernelProvider.select(KernelChoice.AUTO)));
      ImageDecoder decoder = new ImageDecoder(new ImageLimits(1 << 20, 1 << 20), DecodeMode.FAST);
      for (int i = 0; i < COUNT; i++) {
        byte[] picture = TestPictures.png(i, 64, 48);
        classifier.run(decoder.decode(picture, model.preprocessing().geometry()).rgb());
        pictures.add(picture);
        classes.add(classifier.topK(1).get(0).index());
      }
    } catch (InvalidModelException | InvalidImageException e) {
      throw new AssertionError(e);
    }
  }

  /** Returns the event of the n-th image. */
  byte[] event(String id, int n) {
    int picture = n % COUNT;
    String label = model.labels().get(classes.get(picture));
    return TestPictures.event(id, pictures.get(picture), Map.of(ATTRIBUTE, label));
  }

  /** Returns the share of the pictures that are of one of two classes. */
  double share(int one, int other) {
    return classes.stream().filter(found -> found == one || found == other).count()
        / (double) COUNT;
  }

  /**
   * Returns a model that is wrong for at least the given share of the pictures, and for as few more
   * as possible.
   */
  ModelArtifact damaged(double least) {
    int[] best = null;
    for (int one = 0; one < model.labels().size(); one++) {
      for (int other = one + 1; other < model.labels().size(); other++) {
        double share = share(one, other);
        if (share >= least && (best == null || share < share(best[0], best[1]))) {
          best = new int[] {one, other};
        }
      }
    }
    return AlteredModels.exchanging(model, best[0], best[1]);
  }
}
