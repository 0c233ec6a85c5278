package io.flinkmobilenet.stream.judge;

import io.flinkmobilenet.event.GuardEvidence;
import io.flinkmobilenet.event.ModelDecision;
import io.flinkmobilenet.event.VariantEvidence;
import io.flinkmobilenet.protocol.Deployment;
import io.flinkmobilenet.protocol.Route;
import io.flinkmobilenet.stream.state.StepTally;
import io.flinkmobilenet.stream.state.Tally;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Turns verdicts into events. */
final class Decisions {
  private Decisions() {}

  static ModelDecision of(
      Deployment deployment,
      RolloutRule rule,
      StepTally tally,
      long sequence,
      Verdict verdict,
      Instant now) {
    Route route =
        deployment.routes().stream()
            .filter(candidate -> candidate.name().equals(deployment.rollout().route()))
            .findFirst()
            .orElseThrow();
    return new ModelDecision(
        deployment.name(),
        deployment.epoch(),
        sequence,
        verdict.action(),
        verdict.step(),
        rule.share(verdict.step()),
        verdict.reason(),
        List.of(
            evidence(route.variants().get(0).name(), tally.stable(), rule),
            evidence(route.variants().get(1).name(), tally.canary(), rule)),
        now);
  }

  private static VariantEvidence evidence(String variant, Tally tally, RolloutRule rule) {
    List<GuardEvidence> guards = new ArrayList<>();
    for (int i = 0; i < rule.guards().size(); i++) {
      guards.add(new GuardEvidence(rule.guards().get(i).measure(), tally.counted(i), tally.bad(i)));
    }
    return new VariantEvidence(variant, tally.images(), guards);
  }
}
