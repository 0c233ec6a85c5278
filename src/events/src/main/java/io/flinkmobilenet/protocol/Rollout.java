package io.flinkmobilenet.protocol;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A plan by which the job raises the share of a route's second variant, the canary, step by step.
 *
 * @param route name of the route, which has two variants
 * @param steps shares of the canary, growing, out of {@link Share#WHOLE}; they take the place of
 *     the shares in the route
 * @param imagesPerStep images of the canary after which a step is decided
 * @param guards limits beyond which the canary is rolled back
 * @param firstStep step to begin with, from 0
 * @param paused whether the share stays at the first step
 */
public record Rollout(
    String route,
    List<Integer> steps,
    long imagesPerStep,
    List<Guard> guards,
    int firstStep,
    boolean paused) {
  /** The step after the canary was rolled back: the stable variant gets all images. */
  public static final int ROLLED_BACK = -1;

  static final long MOST_IMAGES = 1_000_000_000L;
  private static final int MOST_STEPS = 50;
  private static final int MOST_GUARDS = 20;

  /** Checks the numbers of parts, and that the shares grow. */
  public Rollout {
    Limits.checkText("route of the plan", route);
    Limits.checkCount("steps", steps.size(), 1, MOST_STEPS);
    Limits.checkCount("guards", guards.size(), 0, MOST_GUARDS);
    Limits.checkRange("images per step", imagesPerStep, 1, MOST_IMAGES);
    Limits.checkCount("first step", firstStep, 0, steps.size() - 1);
    int before = 0;
    for (int share : steps) {
      Share.check("step", share);
      if (share <= before) {
        throw new IllegalArgumentException(
            "steps: expected shares that grow, found "
                + steps.stream()
                    .map(step -> Share.percent(step))
                    .collect(Collectors.joining(", ")));
      }
      before = share;
    }
    steps = List.copyOf(steps);
    guards = List.copyOf(guards);
  }

  /** Returns the share of the canary at a step, which may be {@link #ROLLED_BACK}. */
  public int share(int step) {
    return step == ROLLED_BACK ? 0 : steps.get(step);
  }
}
