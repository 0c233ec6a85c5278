package io.flinkmobilenet.cli.model;

import io.flinkmobilenet.cli.deployment.DeploymentFile;
import io.flinkmobilenet.cli.deployment.ModelReference;
import io.flinkmobilenet.cli.deployment.Percentage;
import io.flinkmobilenet.cli.terminal.CommandFailure;
import io.flinkmobilenet.protocol.CascadeStage;
import io.flinkmobilenet.protocol.Deployment;
import io.flinkmobilenet.protocol.Guard;
import io.flinkmobilenet.protocol.ModelKey;
import io.flinkmobilenet.protocol.Rollout;
import io.flinkmobilenet.protocol.Route;
import io.flinkmobilenet.protocol.Shadow;
import io.flinkmobilenet.protocol.Share;
import io.flinkmobilenet.protocol.Variant;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The short form of a deployment: the model in force, and a canary beside it. */
final class CanaryOptions {
  @Option(
      names = "--canary",
      paramLabel = "PERCENT",
      description = "Share of the images that the model NAME:VERSION answers, for example 5%%.")
  private String canary;

  @Option(
      names = "--shadow",
      paramLabel = "NAME:VERSION=PERCENT",
      description = "A model that sees a share of the images as well; may be repeated.")
  private List<String> shadows = new ArrayList<>();

  @Option(
      names = "--steps",
      split = ",",
      paramLabel = "PERCENT",
      description = "Shares to which the job raises that of the canary, for example 1%%,5%%,100%%.")
  private List<String> steps = new ArrayList<>();

  @Option(
      names = "--images-per-step",
      paramLabel = "N",
      description = "Images of the canary after which a step is decided (default: 1000).")
  private Long imagesPerStep;

  @Option(
      names = "--guard",
      paramLabel = "GUARD",
      description = {
        "A limit beyond which the canary is rolled back, as in a file; may be repeated:",
        "'unknown: {above-stable: 2%%, sample: 500, confidence: 99%%}'."
      })
  private List<String> guards = new ArrayList<>();

  boolean areGiven() {
    return canary != null
        || !shadows.isEmpty()
        || !steps.isEmpty()
        || imagesPerStep != null
        || !guards.isEmpty();
  }

  /**
   * Returns a deployment with epoch 0.
   *
   * @param model the canary
   * @param route route of all images, with the model in force
   */
  Deployment draft(String name, ModelKey model, Route route) throws CommandFailure {
    try {
      Rollout plan = plan(route.name());
      int share = plan == null ? Percentage.share(canary) : plan.share(plan.firstStep());
      Variant stable = new Variant("stable", Share.WHOLE - share, route.variants().get(0).stages());
      Variant other = new Variant("canary", share, List.of(new CascadeStage(model, 0, false)));
      Route all =
          new Route(
              route.name(),
              List.of(),
              List.of(stable, other),
              shadows.stream().map(CanaryOptions::shadow).toList(),
              route.unknown());
      return new Deployment(name, 0, List.of(all), plan, null, null);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage(e.getMessage(), e);
    }
  }

  private Rollout plan(String route) throws CommandFailure {
    if (steps.isEmpty()) {
      if (canary == null) {
        throw CommandFailure.usage("expected --canary or --steps, found none", null);
      }
      if (imagesPerStep != null || !guards.isEmpty()) {
        throw CommandFailure.usage("--images-per-step and --guard require --steps", null);
      }
      return null;
    }
    List<Integer> shares = steps.stream().map(CanaryOptions::step).toList();
    int first = canary == null ? 0 : shares.indexOf(Percentage.share(canary));
    if (first < 0) {
      throw CommandFailure.usage(
          "--canary: expected one of the steps %s, found %s".formatted(steps, canary), null);
    }
    List<Guard> limits = guards.stream().map(DeploymentFile::guard).toList();
    return new Rollout(
        route, shares, imagesPerStep == null ? 1000 : imagesPerStep, limits, first, false);
  }

  private static int step(String text) {
    return Percentage.share(text.strip());
  }

  private static Shadow shadow(String text) {
    int end = text.indexOf('=');
    if (end < 0) {
      throw new IllegalArgumentException(
          "--shadow: expected NAME:VERSION=PERCENT, found '%s'".formatted(text));
    }
    return new Shadow(
        ModelReference.read(text.substring(0, end)), Percentage.share(text.substring(end + 1)));
  }
}
