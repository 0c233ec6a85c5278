package io.flinkmobilenet.cli.model;

import io.flinkmobilenet.cli.terminal.CommandFailure;
import io.flinkmobilenet.event.GuardMeasure;
import io.flinkmobilenet.protocol.Deployment;
import io.flinkmobilenet.protocol.Guard;
import io.flinkmobilenet.protocol.Rollout;
import io.flinkmobilenet.protocol.Route;

/** Refuses guards that can never count an image: their rollout would wait for ever. */
final class GuardCheck {
  private GuardCheck() {}

  /** Checks the guards of a deployment's plan, if it has one. */
  static void check(Deployment deployment) throws CommandFailure {
    Rollout plan = deployment.rollout();
    if (plan == null) {
      return;
    }
    Route route =
        deployment.routes().stream()
            .filter(next -> next.name().equals(plan.route()))
            .findFirst()
            .orElseThrow();
    for (Guard guard : plan.guards()) {
      if (guard.measure() == GuardMeasure.DISAGREEMENT && route.shadows().isEmpty()) {
        throw CommandFailure.input(
            "deployment %s, guard %s of route %s: expected a model of the other variant as shadow, found no shadow"
                .formatted(deployment.name(), guard.measure(), plan.route()),
            null);
      }
    }
  }
}
