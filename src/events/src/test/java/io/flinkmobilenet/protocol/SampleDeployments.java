package io.flinkmobilenet.protocol;

import io.flinkmobilenet.event.GuardMeasure;
import java.util.List;
import java.util.Map;

/** Deployments for tests. */
public final class SampleDeployments {
  public static final ModelKey SMALL = new ModelKey("birds", "1");
  public static final ModelKey LARGE = new ModelKey("birds", "2");
  public static final ModelKey NEXT = new ModelKey("birds", "3");

  private SampleDeployments() {}

  /** Returns a deployment with a value in every part. */
  public static Deployment full(long epoch) {
    return new Deployment(
        "berlin",
        epoch,
        List.of(cameras(), Route.of(LARGE)),
        plan(),
        new FormerDeployment("", List.of(Route.of(SMALL))),
        null);
  }

  /** Returns a deployment of one model for all images. */
  public static Deployment of(String name, long epoch, ModelKey model) {
    return new Deployment(name, epoch, List.of(Route.of(model)), null, null, null);
  }

  static Route cameras() {
    return new Route(
        "cameras",
        List.of(new Condition(null, "cam-*", true), new Condition("site", "berlin", false)),
        List.of(
            new Variant(
                "stable",
                950_000,
                List.of(new CascadeStage(SMALL, 0.8f, false), new CascadeStage(LARGE, 0, false))),
            new Variant("canary", 50_000, List.of(new CascadeStage(NEXT, 0, false)))),
        List.of(new Shadow(NEXT, 100_000)),
        new UnknownRule(0.4f, Map.of("yield", 0.5f, "stop", 0.6f)));
  }

  private static Rollout plan() {
    return new Rollout(
        "cameras",
        List.of(10_000, 50_000, 1_000_000),
        2000,
        List.of(
            new Guard(GuardMeasure.ERROR, 0.02, true, 200, 0.99, 0, "truth"),
            new Guard(GuardMeasure.SLOW, 0.01, false, 500, 0.999, 80, null),
            new Guard(GuardMeasure.DISAGREEMENT, 0.1, false, 300, 0.99, 0, null)),
        1,
        true);
  }
}
