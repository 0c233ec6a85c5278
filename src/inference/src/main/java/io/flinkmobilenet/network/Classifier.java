package io.flinkmobilenet.network;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;

/**
 * Runs a plan on one image after another, in memory of its own. Each thread needs a classifier of
 * its own.
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

  /** Creates a classifier with an arena for the given plan. */
  public Classifier(Plan plan) {
    this.plan = plan;
    arena = Arenas.atLeast(plan.arenaSize());
    features = new float[plan.features()];
    logits = new float[plan.classes()];
    probabilities = new float[plan.classes()];
  }

  /**
   * Classifies one image. Allocates nothing.
   *
   * @param rgb unsigned {@code [H][W][3]} of the plan's input geometry
   * @throws IllegalArgumentException if the image has another size
   * @throws ArithmeticException if weights are so large that sums are not finite
   */
  public void run(byte[] rgb) {
    int expected = plan.inputHeight() * plan.inputWidth() * RGB;
    if (rgb.length != expected) {
      throw new IllegalArgumentException(
          "image: expected %d bytes (%d×%d RGB), found %d"
              .formatted(expected, plan.inputWidth(), plan.inputHeight(), rgb.length));
    }
    plan.run(rgb, arena);
    plan.copyFeatures(arena, features);
    plan.copyLogits(arena, logits);
    requireFinite();
    plan.scores().of(logits, probabilities);
  }

  /** Returns the sums of the last layer, one per class. */
  public float[] logits() {
    return logits;
  }

  /** Returns the input of the last step; if that is the dense layer, the embedding of the image. */
  public float[] features() {
    return features;
  }

  /** Returns the probabilities that the plan's {@link Scores} compute from the logits. */
  public float[] probabilities() {
    return probabilities;
  }

  /** Returns the function that turns logits into probabilities. */
  public Scores scores() {
    return plan.scores();
  }

  /**
   * Returns the k most probable classes, best first; for equal logits the lower index comes first.
   */
  public List<ClassScore> topK(int k) {
    int count = Math.min(Math.max(k, 0), logits.length);
    // Compares logits, because probabilities of distinct logits may round to the same float.
    Queue<ClassScore> worstFirst =
        new PriorityQueue<>(
            Comparator.comparingDouble((ClassScore score) -> logits[score.index()])
                .thenComparing(ClassScore::index, Comparator.reverseOrder()));
    for (int index = 0; index < logits.length; index++) {
      if (worstFirst.size() < count) {
        worstFirst.add(new ClassScore(index, probabilities[index]));
      } else if (count > 0 && logits[index] > logits[worstFirst.element().index()]) {
        worstFirst.remove();
        worstFirst.add(new ClassScore(index, probabilities[index]));
      }
    }
    ClassScore[] best = new ClassScore[count];
    for (int rank = count - 1; rank >= 0; rank--) {
      best[rank] = worstFirst.remove();
    }
    return List.of(best);
  }

  /** Finite weights may give infinite sums, for which there are no probabilities. */
  private void requireFinite() {
    for (int i = 0; i < logits.length; i++) {
      if (!Float.isFinite(logits[i])) {
        throw new ArithmeticException(
            "network: expected finite logits, found " + logits[i] + " at " + i);
      }
    }
  }
}
