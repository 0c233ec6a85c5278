package io.flinkmobilenet.stream.judge;

import io.flinkmobilenet.event.RolloutAction;
import io.flinkmobilenet.protocol.Rollout;
import io.flinkmobilenet.protocol.Share;
import io.flinkmobilenet.stream.state.StepTally;
import io.flinkmobilenet.stream.state.Tally;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The rule by which a plan is decided, from counts alone: the same counts give the same decision.
 *
 * <p>A canary that is over the limit of a guard is rolled back as soon as a look of the guard shows
 * it. A step ends when the canary has the images that the plan asks for and every guard has its
 * sample.
 */
final class RolloutRule {
  private final Rollout plan;
  private final List<GuardRule> guards;

  RolloutRule(Rollout plan) {
    this.plan = plan;
    guards =
        IntStream.range(0, plan.guards().size())
            .mapToObj(index -> new GuardRule(plan, index))
            .toList();
  }

  /** Returns the rules of the guards, in the order of the plan. */
  List<GuardRule> guards() {
    return guards;
  }

  /**
   * Returns what to do after more images were counted; empty if there is nothing to do yet.
   *
   * @param before what was counted in the step when the rule was asked the last time
   * @param now what is counted now
   * @param held whether it was already decided that the step waits for samples
   */
  Optional<Verdict> decide(StepTally before, StepTally now, boolean held) {
    for (GuardRule guard : guards) {
      Optional<String> objection = guard.objection(before, now);
      if (objection.isPresent()) {
        return rollBack(objection.get());
      }
    }
    return now.canary().images() < plan.imagesPerStep() ? Optional.empty() : end(now, held);
  }

  boolean isPaused() {
    return plan.paused();
  }

  int share(int step) {
    return plan.share(step);
  }

  /**
   * Returns the tally with which a step begins after a decision. A step in which the stable variant
   * gets no images compares with the stable variant's images of the step before.
   */
  StepTally next(StepTally now, int step) {
    if (step == now.step()) {
      return now;
    }
    StepTally empty = StepTally.empty(now.epoch(), step);
    return plan.share(step) == Share.WHOLE
        ? new StepTally(now.epoch(), step, comparable(now.stable()), empty.canary())
        : empty;
  }

  private Tally comparable(Tally stable) {
    long[] counted = new long[guards.size()];
    long[] bad = new long[guards.size()];
    for (int i = 0; i < counted.length; i++) {
      if (plan.guards().get(i).relative()) {
        counted[i] = stable.counted(i);
        bad[i] = stable.bad(i);
      }
    }
    return new Tally(stable.images(), counted, bad);
  }

  private Optional<Verdict> end(StepTally now, boolean held) {
    List<GuardRule> waiting = guards.stream().filter(guard -> !guard.hasSample(now)).toList();
    if (!waiting.isEmpty()) {
      return held ? Optional.empty() : Optional.of(hold(now, waiting));
    }
    for (GuardRule guard : guards) {
      Optional<String> objection = guard.objectionAtEnd(now);
      if (objection.isPresent()) {
        return rollBack(objection.get());
      }
    }
    return Optional.of(advance(now));
  }

  private static Optional<Verdict> rollBack(String objection) {
    return Optional.of(new Verdict(RolloutAction.ROLL_BACK, Rollout.ROLLED_BACK, objection));
  }

  private Verdict hold(StepTally now, List<GuardRule> waiting) {
    String counts =
        waiting.stream()
            .map(
                guard ->
                    String.format(
                        Locale.ROOT,
                        "%s has counted %,d of at least %,d",
                        guard.measure(),
                        guard.canary(now).counted(),
                        guard.sample()))
            .collect(Collectors.joining("; "));
    return new Verdict(RolloutAction.HOLD, now.step(), title(now) + ": " + counts);
  }

  private Verdict advance(StepTally now) {
    boolean last = now.step() == plan.steps().size() - 1;
    String counts =
        guards.stream().map(guard -> guard.summary(now)).collect(Collectors.joining("; "));
    return new Verdict(
        last ? RolloutAction.COMPLETE : RolloutAction.ADVANCE,
        last ? now.step() : now.step() + 1,
        title(now) + (counts.isEmpty() ? "" : ": " + counts));
  }

  private String title(StepTally now) {
    return String.format(
        Locale.ROOT,
        "%,d images of the canary in step %d of %d, with a share of %s",
        now.canary().images(),
        now.step() + 1,
        plan.steps().size(),
        Share.percent(plan.share(now.step())));
  }
}
