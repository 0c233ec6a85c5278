package io.flinkmobilenet.network;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Runs a plan, picture after picture, in memory of its own. One a thread.
 *
 * <p>The arrays it returns are overwritten by the next run.
 */
public final class Classifier {
  private static final int RGB = 3;

  private final Plan plan;
  private final float[] arena;
  private final float[] features;
  private final float[] logits;
  private final float[] probabilities;

  /** A classifier with an arena for the given plan. */
  public Classifier(Plan plan) {
    this.plan = plan;
    arena = new float[plan.arenaSize()];
    features = new float[plan.features()];
    logits = new float[plan.classes()];
    probabilities = new float[plan.classes()];
  }

  /**
   * Classifies one picture. Allocates nothing.
   *
   * @param rgb unsigned {@code [H][W][3]} of the plan's input geometry
   * @throws IllegalArgumentException if the picture is of another size
   */
  public void run(byte[] rgb) {
    int expected = plan.inputHeight() * plan.inputWidth() * RGB;
    if (rgb.length != expected) {
      throw new IllegalArgumentException(
          "picture: expected %d bytes (%d×%d RGB), found %d"
              .formatted(expected, plan.inputWidth(), plan.inputHeight(), rgb.length));
    }
    plan.run(rgb, arena);
    plan.copyFeatures(arena, features);
    plan.copyLogits(arena, logits);
    softmax();
  }

  /** The last layer's sums, one a class. */
  public float[] logits() {
    return logits;
  }

  /** What the last layer reads: the picture's embedding. */
  public float[] features() {
    return features;
  }

  /** Softmax of the logits. */
  public float[] probabilities() {
    return probabilities;
  }

  /** The k most probable classes, best first; of equal ones the lower index first. */
  public List<ClassScore> topK(int k) {
    List<ClassScore> scores = new ArrayList<>(probabilities.length);
    for (int index = 0; index < probabilities.length; index++) {
      scores.add(new ClassScore(index, probabilities[index]));
    }
    // By logit: probabilities of distinct logits may round to the same float.
    scores.sort(
        Comparator.comparingDouble((ClassScore score) -> -logits[score.index()])
            .thenComparingInt(ClassScore::index));
    return List.copyOf(scores.subList(0, Math.min(Math.max(k, 0), scores.size())));
  }

  private void softmax() {
    float largest = Float.NEGATIVE_INFINITY;
    for (float logit : logits) {
      largest = Math.max(largest, logit);
    }
    double sum = 0;
    for (int i = 0; i < logits.length; i++) {
      // The largest is taken off so that no exponential overflows.
      double exponential = Math.exp((double) logits[i] - largest);
      probabilities[i] = (float) exponential;
      sum += exponential;
    }
    for (int i = 0; i < probabilities.length; i++) {
      probabilities[i] = (float) (probabilities[i] / sum);
    }
  }
}
