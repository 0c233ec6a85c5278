package io.flinkmobilenet.protocol;

import io.flinkmobilenet.event.GuardMeasure;

/**
 * A limit beyond which a canary is rolled back.
 *
 * @param measure which images are counted
 * @param limit largest share of the canary's images, 0 to 1
 * @param relative whether the limit is for the canary's share less that of the stable variant
 * @param sample fewest images of the canary that may decide
 * @param confidence probability that a canary within the limit is not rolled back by this guard in
 *     the whole rollout
 * @param millis milliseconds of inference that count as slow; 0 for other measures
 * @param attribute attribute with the label of the true class; null for other measures
 */
public record Guard(
    GuardMeasure measure,
    double limit,
    boolean relative,
    long sample,
    double confidence,
    double millis,
    String attribute) {
  private static final double LEAST_CONFIDENCE = 0.5;
  private static final double MOST_CONFIDENCE = 1 - 1e-9;
  private static final double LONGEST_MILLIS = 3_600_000;

  /** Checks the ranges, and that the measure has what it needs. */
  public Guard {
    String name = "guard " + measure;
    Limits.checkRange("limit of " + name, limit, 0, 1);
    Limits.checkRange("sample of " + name, sample, 1, Rollout.MOST_IMAGES);
    Limits.checkRange("confidence of " + name, confidence, LEAST_CONFIDENCE, MOST_CONFIDENCE);
    Limits.checkRange("milliseconds of " + name, millis, 0, LONGEST_MILLIS);
    if ((measure == GuardMeasure.SLOW) != (millis > 0)) {
      throw new IllegalArgumentException(
          name + ": expected milliseconds for SLOW and only for it, found " + millis);
    }
    if ((measure == GuardMeasure.ERROR) != (attribute != null)) {
      throw new IllegalArgumentException(
          name + ": expected an attribute for ERROR and only for it, found " + attribute);
    }
    if (measure == GuardMeasure.DISAGREEMENT && relative) {
      throw new IllegalArgumentException(
          name + ": expected a limit that is not relative, because disagreement compares already");
    }
    if (attribute != null) {
      Limits.checkText("attribute of " + name, attribute);
    }
  }
}
