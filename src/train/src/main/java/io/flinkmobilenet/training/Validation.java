package io.flinkmobilenet.training;

import io.flinkmobilenet.image.RgbImage;

/** Measures accuracy on the first frames of a cache that is never used for training. */
final class Validation {
  private static final int BATCH = 250;

  private final Learner learner;
  private final DifferentiableNetwork network;
  private final FrameCache frames;
  private final int edge;

  /**
   * Creates a validation.
   *
   * @param edge rows and columns of the frames
   */
  Validation(Learner learner, DifferentiableNetwork network, FrameCache frames, int edge) {
    this.learner = learner;
    this.network = network;
    this.frames = frames;
    this.edge = edge;
  }

  /** Share of the first frames whose largest logit is that of the true class. */
  double accuracy(int count) {
    int right = 0;
    for (int first = 0; first < count; first += BATCH) {
      Batch batch = batch(frames, first, Math.min(BATCH, count - first), edge);
      float[] logits = learner.logits(network, batch);
      int classes = logits.length / batch.size();
      for (int i = 0; i < batch.size(); i++) {
        if (largest(logits, i * classes, classes) == batch.signs()[i]) {
          right++;
        }
      }
    }
    return (double) right / count;
  }

  /** A batch of consecutive, unchanged frames. */
  static Batch batch(FrameCache frames, int first, int count, int edge) {
    int imageBytes = RgbImage.CHANNELS * edge * edge;
    Batch batch = new Batch(new byte[count * imageBytes], new int[count], edge);
    byte[] rgb = new byte[imageBytes];
    for (int i = 0; i < count; i++) {
      frames.read(first + i, rgb);
      System.arraycopy(rgb, 0, batch.rgb(), i * imageBytes, imageBytes);
      batch.signs()[i] = frames.sign(first + i);
    }
    return batch;
  }

  private static int largest(float[] values, int from, int count) {
    int best = 0;
    for (int i = 1; i < count; i++) {
      if (values[from + i] > values[from + best]) {
        best = i;
      }
    }
    return best;
  }
}
