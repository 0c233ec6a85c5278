package io.flinkmobilenet.stream.judge;

import io.flinkmobilenet.protocol.Rollout;
import io.flinkmobilenet.protocol.Share;
import io.flinkmobilenet.stream.state.Observation;
import java.util.SplittableRandom;

/**
 * Draws images for a rollout with one guard, at the share that the judge has decided.
 *
 * @param plan the plan, whose epoch is 1
 * @param stable share of bad images of the stable variant
 * @param canary the same of the canary
 */
record SimulatedStream(Rollout plan, double stable, double canary) {
  /** Runs until the last step is over; returns the canary's images until then. */
  long run(JudgeDriver driver, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    driver.judge.accept(Rollouts.deployment(1, plan));
    int step = plan.firstStep();
    int seen = 0;
    long images = 0;
    while (step != Rollout.ROLLED_BACK && !isComplete(driver)) {
      Observation next = next(random, step);
      images += next.canary() ? 1 : 0;
      driver.judge.accept(next);
      if (driver.decisions.size() > seen) {
        seen = driver.decisions.size();
        step = driver.decisions.get(seen - 1).getStep();
      }
    }
    return images;
  }

  Observation next(SplittableRandom random, int step) {
    boolean ofCanary = random.nextInt(Share.WHOLE) < plan.share(step);
    boolean bad = random.nextDouble() < (ofCanary ? canary : stable);
    return new Observation(1, step, ofCanary, 1, bad ? 1 : 0);
  }

  private static boolean isComplete(JudgeDriver driver) {
    return driver.judge.state().progress() != null && driver.judge.state().progress().complete();
  }
}
