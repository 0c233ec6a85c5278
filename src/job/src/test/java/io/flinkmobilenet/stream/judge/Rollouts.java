package io.flinkmobilenet.stream.judge;

import io.flinkmobilenet.event.GuardMeasure;
import io.flinkmobilenet.protocol.CascadeStage;
import io.flinkmobilenet.protocol.Deployment;
import io.flinkmobilenet.protocol.Guard;
import io.flinkmobilenet.protocol.ModelKey;
import io.flinkmobilenet.protocol.Rollout;
import io.flinkmobilenet.protocol.Route;
import io.flinkmobilenet.protocol.Variant;
import java.util.List;

/** Deployments with plans. */
final class Rollouts {
  private static final String ROUTE = "all";

  private Rollouts() {}

  static Rollout plan(List<Integer> steps, long images, Guard... guards) {
    return new Rollout(ROUTE, steps, images, List.of(guards), 0, false);
  }

  static Rollout beginning(Rollout plan, int firstStep, boolean paused) {
    return new Rollout(
        plan.route(), plan.steps(), plan.imagesPerStep(), plan.guards(), firstStep, paused);
  }

  /** Errors of the canary that are 2 points more than those of the stable variant. */
  static Guard error(long sample, double confidence) {
    return new Guard(GuardMeasure.ERROR, 0.02, true, sample, confidence, 0, "label");
  }

  static Guard rejected(double limit, long sample) {
    return new Guard(GuardMeasure.REJECTED, limit, false, sample, 0.95, 0, null);
  }

  static Guard disagreement(double limit, long sample) {
    return new Guard(GuardMeasure.DISAGREEMENT, limit, false, sample, 0.95, 0, null);
  }

  /** Version 1 is stable, version 2 the canary. */
  static Deployment deployment(long epoch, Rollout plan) {
    List<Variant> variants =
        List.of(variant("stable", "1", 990_000), variant("canary", "2", 10_000));
    return new Deployment(
        "signs",
        epoch,
        List.of(new Route(ROUTE, List.of(), variants, List.of(), null)),
        plan,
        null,
        null);
  }

  private static Variant variant(String name, String version, int share) {
    return new Variant(
        name, share, List.of(new CascadeStage(new ModelKey("signs", version), 0, false)));
  }
}
