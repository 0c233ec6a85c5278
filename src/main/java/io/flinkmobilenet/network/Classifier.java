package io.flinkmobilenet.network;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;

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
    arena = Arenas.atLeast(plan.arenaSize());
    features = new float[plan.features()];
    logits = new float[plan.classes()];
    probabilities = new float[plan.classes()];
  }

  /**
   * Classifies one picture. Allocates nothing.
   *
   * @param rgb unsigned {@code [H][W][3]} of the plan's input geometry
   * @throws IllegalArgumentException if the picture is of another size
   * @throws ArithmeticException if the weights are so large that sums exceed floats
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
    requireFinite();
    plan.scores().of(logits, probabilities);
  }

  /** The last layer's sums, one a class. */
  public float[] logits() {
    return logits;
  }

  /** What the last step reads; where that is the dense layer, the picture's embedding. */
  public float[] features() {
    return features;
  }

  /** What the plan's {@link Scores} make of the logits. */
  public float[] probabilities() {
    return probabilities;
  }

  /** What is made of the logits. */
  public Scores scores() {
    return plan.scores();
  }

  /** The k most probable classes, best first; of equal ones the lower index first. */
  public List<ClassScore> topK(int k) {
    int count = Math.min(Math.max(k, 0), logits.length);
    // By logit: probabilities of distinct logits may round to the same float.
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

  /** Finite weights may still make sums that are not, and those no probabilities. */
  private void requireFinite() {
    for (int i = 0; i < logits.length; i++) {
      if (!Float.isFinite(logits[i])) {
        throw new ArithmeticException(
            "network: expected finite logits, found " + logits[i] + " at " + i);
      }
    }
  }
}
