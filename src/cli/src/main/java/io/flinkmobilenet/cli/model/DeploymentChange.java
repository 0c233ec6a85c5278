package io.flinkmobilenet.cli.model;

import io.flinkmobilenet.cli.terminal.CommandFailure;
import io.flinkmobilenet.protocol.Deployment;
import io.flinkmobilenet.protocol.Rollout;

/** Derives deployments from the one in force. */
final class DeploymentChange {
  private DeploymentChange() {}

  /** Returns a deployment that goes back to what is in force, with its shares of now. */
  static Deployment after(RequestInForce inForce, Deployment draft) {
    return new Deployment(
        draft.name(),
        draft.epoch(),
        draft.routes(),
        draft.rollout(),
        inForce.former().orElse(null),
        null);
  }

  /**
   * Returns the deployment in force with its rollout paused, or going on, at the step that it has
   * reached.
   */
  static Deployment paused(RequestInForce inForce, boolean paused) throws CommandFailure {
    Deployment deployment = inForce.requireRollout();
    Rollout plan = deployment.rollout();
    if (plan.paused() == paused) {
      throw CommandFailure.input(
          "%s: expected a rollout %s, found one %s"
              .formatted(
                  deployment.title(),
                  paused ? "under way" : "that is paused",
                  paused ? "that is paused already" : "under way"),
          null);
    }
    Rollout changed =
        new Rollout(
            plan.route(),
            plan.steps(),
            plan.imagesPerStep(),
            plan.guards(),
            inForce.step(plan),
            paused);
    return new Deployment(
        deployment.name(), 0, deployment.routes(), changed, deployment.previous(), null);
  }
}
