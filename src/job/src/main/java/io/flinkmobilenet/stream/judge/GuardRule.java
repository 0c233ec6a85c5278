package io.flinkmobilenet.stream.judge;

import io.flinkmobilenet.event.GuardMeasure;
import io.flinkmobilenet.protocol.Guard;
import io.flinkmobilenet.protocol.Rollout;
import io.flinkmobilenet.stream.state.StepTally;
import java.util.Optional;

/** Tests one guard of a plan with what was counted in a step. */
final class GuardRule {
  private final Guard guard;
  private final int index;
  private final GuardLooks looks;

  /** Creates the rule of a guard, given its place in the plan. */
  GuardRule(Rollout plan, int index) {
    this.guard = plan.guards().get(index);
    this.index = index;
    this.looks = new GuardLooks(plan, guard);
  }

  GuardMeasure measure() {
    return guard.measure();
  }

  long sample() {
    return guard.sample();
  }

  /** Returns what was counted of the canary; disagreement is that of both variants together. */
  GuardCount canary(StepTally tally) {
    GuardCount count = new GuardCount(tally.canary().counted(index), tally.canary().bad(index));
    return guard.measure() == GuardMeasure.DISAGREEMENT ? count.plus(stable(tally)) : count;
  }

  private GuardCount stable(StepTally tally) {
    return new GuardCount(tally.stable().counted(index), tally.stable().bad(index));
  }

  /** Whether enough images are counted to decide. */
  boolean hasSample(StepTally tally) {
    return canary(tally).counted() >= guard.sample();
  }

  /**
   * Returns why the canary is over the limit; empty if it is not known to be, or if no look is due
   * between the two tallies.
   */
  Optional<String> objection(StepTally before, StepTally now) {
    int look = looks.looks(canary(now).counted());
    return look > looks.looks(canary(before).counted())
        ? test(now, looks.error(look))
        : Optional.empty();
  }

  /** Returns why the canary is over the limit at the end of a step; empty if it is not. */
  Optional<String> objectionAtEnd(StepTally tally) {
    return test(tally, looks.errorAtEnd());
  }

  private Optional<String> test(StepTally tally, double error) {
    GuardCount canary = canary(tally);
    GuardCount stable = stable(tally);
    double least = canary.lower(guard.relative() ? error / 2 : error);
    double most = guard.relative() ? stable.upper(error / 2) : 0;
    if (least - most <= guard.limit()) {
      return Optional.empty();
    }
    String bound =
        "at least %s with confidence %s".formatted(Percent.of(least), Percent.confidence(error));
    return Optional.of(
        "%s of canary %s, %s, limit %s%s"
            .formatted(
                measure(),
                canary,
                bound,
                Percent.of(guard.limit()),
                guard.relative()
                    ? " above stable %s, at most %s".formatted(stable, Percent.of(most))
                    : ""));
  }

  /** Returns the numbers of a step that the canary has passed. */
  String summary(StepTally tally) {
    return "%s %s, limit %s%s"
        .formatted(
            measure(),
            canary(tally),
            Percent.of(guard.limit()),
            guard.relative() ? " above stable " + stable(tally) : "");
  }
}
