package io.flinkmobilenet.showcase.watch;

import io.flinkmobilenet.event.ModelDecision;
import io.flinkmobilenet.protocol.Share;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.OptionalDouble;

/** The latest decisions of the job about rollouts. */
final class DecisionLog {
  static final int MOST = 32;

  private final Deque<DecisionMark> latest = new ArrayDeque<>();

  /**
   * Adds a decision. With at-least-once delivery a job may write the same one again.
   *
   * @param at time of the decision in milliseconds
   */
  void add(ModelDecision decision, long at) {
    DecisionMark mark =
        new DecisionMark(
            at,
            ModelName.of(decision.getDeployment(), String.valueOf(decision.getEpoch())),
            decision.getSequence(),
            decision.getAction().name(),
            decision.getStep(),
            (double) decision.getShare() / Share.WHOLE,
            ShortText.message(decision.getReason()));
    latest.removeIf(
        other ->
            other.sequence() == mark.sequence() && other.deployment().equals(mark.deployment()));
    latest.addLast(mark);
    if (latest.size() > MOST) {
      latest.removeFirst();
    }
  }

  /** Share of the canary after the latest decision about a deployment, given as name and epoch. */
  OptionalDouble share(String deployment) {
    return latest.stream()
        .filter(mark -> mark.deployment().equals(deployment))
        .max(Comparator.comparingLong(DecisionMark::sequence))
        .map(mark -> OptionalDouble.of(mark.share()))
        .orElse(OptionalDouble.empty());
  }

  /** The latest decisions, oldest first. */
  List<DecisionMark> latest() {
    return List.copyOf(latest);
  }
}
