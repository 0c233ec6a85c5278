package io.flinkmobilenet.stream.judge;

import io.flinkmobilenet.protocol.Guard;
import io.flinkmobilenet.protocol.Rollout;

/**
 * When a guard is tested, and with which probability of error.
 *
 * <p>In each step a guard is tested when 1, 2, 4, … times its sample is counted, and at the end of
 * the step. The more often a guard is tested, the more often chance alone exceeds its limit. Its
 * probability of error is therefore divided in advance: equally over the steps, and in a step
 * equally over the looks before the end, the end, and all looks that come later than planned. The
 * latter are needed while the step waits for another guard's sample, and for disagreement, which
 * may count more images than the canary's. The n-th of them gets 1 / (n (n + 1)) of their part; all
 * of these fractions add up to 1. By Bonferroni's inequality the probability that any look is wrong
 * is then at most that of the guard.
 */
final class GuardLooks {
  private final long sample;
  private final int planned;
  private final double part;

  GuardLooks(Rollout plan, Guard guard) {
    sample = guard.sample();
    planned = looks(plan.imagesPerStep() - 1);
    int steps = plan.steps().size() - plan.firstStep();
    part = (1 - guard.confidence()) / steps / (planned + 2);
  }

  /** Returns how often the guard is tested until so many images are counted. */
  int looks(long counted) {
    return counted < sample ? 0 : Long.SIZE - Long.numberOfLeadingZeros(counted / sample);
  }

  /**
   * Returns the probability of error of a look before the end of the step.
   *
   * @param look number of the look, from 1
   */
  double error(int look) {
    double late = look - planned;
    return late <= 0 ? part : part / (late * (late + 1));
  }

  /** Returns the probability of error of the look at the end of the step. */
  double errorAtEnd() {
    return part;
  }
}
