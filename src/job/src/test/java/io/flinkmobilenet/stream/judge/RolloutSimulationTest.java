package io.flinkmobilenet.stream.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinkmobilenet.event.RolloutAction;
import io.flinkmobilenet.protocol.Guard;
import io.flinkmobilenet.protocol.Rollout;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** How often the rule is wrong, in many rollouts with fixed seeds. */
class RolloutSimulationTest {
  private static final int REPETITIONS = 2000;
  private static final List<Integer> STEPS = List.of(50_000, 250_000, 1_000_000);

  private static RolloutAction outcome(SimulatedStream stream, long seed) {
    JudgeDriver driver = new JudgeDriver();
    stream.run(driver, seed);
    return driver.decisions.get(driver.decisions.size() - 1).getAction();
  }

  private static long rolledBack(SimulatedStream stream, int repetitions) {
    return LongStream.range(0, repetitions)
        .filter(seed -> outcome(stream, seed) == RolloutAction.ROLL_BACK)
        .count();
  }

  /** The models are equal, and the canary may be no worse: the hardest case within the limit. */
  @Test
  void equalModelsAreRolledBackNoMoreOftenThanTheConfidenceAllows() {
    Guard guard = new Guard(Rollouts.error(25, 0.9).measure(), 0, true, 25, 0.9, 0, "label");
    SimulatedStream equal = new SimulatedStream(Rollouts.plan(STEPS, 400, guard), 0.2, 0.2);
    assertThat(rolledBack(equal, 100)).isLessThanOrEqualTo(10);
    assertThat(rolledBack(equal, REPETITIONS)).isLessThanOrEqualTo(REPETITIONS / 10);
  }

  /** The true share of rejections is the limit itself. */
  @Test
  void aCanaryAtAnAbsoluteLimitIsRolledBackNoMoreOftenThanTheConfidenceAllows() {
    Guard guard = Rollouts.rejected(0.1, 25);
    SimulatedStream atLimit = new SimulatedStream(Rollouts.plan(STEPS, 400, guard), 0, 0.1);
    long rolledBack = rolledBack(atLimit, REPETITIONS);
    assertThat(rolledBack).isLessThanOrEqualTo(REPETITIONS / 20);
    // The division must not make the rule blind.
    assertThat(rolledBack).isPositive();
  }

  /** Ten points more errors, two of which are allowed. */
  @Test
  void aCanaryThatIsTenPointsWorseIsRolledBackInItsFirstStep() {
    Rollout plan = Rollouts.plan(STEPS, 2000, Rollouts.error(125, 0.95));
    SimulatedStream worse = new SimulatedStream(plan, 0.2, 0.3);
    for (long seed = 0; seed < 100; seed++) {
      JudgeDriver driver = new JudgeDriver();
      assertThat(worse.run(driver, seed)).isLessThanOrEqualTo(2000);
      assertThat(driver.decided()).as("seed %d", seed).containsExactly("1 ROLL_BACK -1");
    }
  }

  @Test
  void anEquallyGoodCanaryReachesTheLastStep() {
    Rollout plan = Rollouts.plan(STEPS, 2000, Rollouts.error(125, 0.95));
    SimulatedStream equal = new SimulatedStream(plan, 0.2, 0.2);
    long completed =
        LongStream.range(0, 100)
            .filter(seed -> outcome(equal, seed) == RolloutAction.COMPLETE)
            .count();
    assertThat(completed).isGreaterThanOrEqualTo(95);
  }

  @Test
  void theSameImagesGiveTheSameDecisions() {
    Rollout plan = Rollouts.plan(STEPS, 400, Rollouts.error(25, 0.9));
    SimulatedStream stream = new SimulatedStream(plan, 0.2, 0.22);
    for (long seed = 0; seed < 20; seed++) {
      JudgeDriver once = new JudgeDriver();
      JudgeDriver again = new JudgeDriver();
      stream.run(once, seed);
      stream.run(again, seed);
      assertThat(again.decisions).isNotEmpty().isEqualTo(once.decisions);
    }
  }
}
