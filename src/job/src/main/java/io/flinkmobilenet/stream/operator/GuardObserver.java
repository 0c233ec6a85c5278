package io.flinkmobilenet.stream.operator;

import io.flinkmobilenet.event.ClassProbability;
import io.flinkmobilenet.event.Decision;
import io.flinkmobilenet.event.ModelVersion;
import io.flinkmobilenet.event.Prediction;
import io.flinkmobilenet.event.ShadowPrediction;
import io.flinkmobilenet.protocol.Guard;
import io.flinkmobilenet.protocol.Route;
import io.flinkmobilenet.protocol.Variant;
import io.flinkmobilenet.protocol.routing.Routed;
import io.flinkmobilenet.protocol.routing.Router;
import io.flinkmobilenet.stream.state.Observation;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Observes of an image what the guards of a plan limit. */
final class GuardObserver {
  private static final double NANOS_PER_MILLI = 1e6;

  private GuardObserver() {}

  /**
   * Returns the observation; empty if the image is not on the route of the plan, or if the plan has
   * rolled the canary back.
   */
  static Optional<Observation> observe(
      Router router, Outcome outcome, Map<String, String> attributes) {
    Routed routed = outcome.routed();
    if (routed == null || !routed.planned() || router.step() < 0) {
      return Optional.empty();
    }
    List<Guard> guards = router.request().plan().orElseThrow().guards();
    int counted = 0;
    int bad = 0;
    for (int i = 0; i < guards.size(); i++) {
      Boolean verdict = verdict(guards.get(i), outcome, attributes);
      counted |= verdict == null ? 0 : 1 << i;
      bad |= verdict == null || !verdict ? 0 : 1 << i;
    }
    return Optional.of(
        new Observation(router.request().epoch(), router.step(), routed.canary(), counted, bad));
  }

  /** Returns whether the image is what the guard limits; null if the guard does not apply. */
  private static Boolean verdict(Guard guard, Outcome outcome, Map<String, String> attributes) {
    Prediction prediction = outcome.prediction();
    return switch (guard.measure()) {
      case REJECTED -> prediction == null;
      case UNKNOWN -> prediction == null ? null : prediction.getDecision() == Decision.UNKNOWN;
      case SLOW -> prediction == null ? null : outcome.nanos() > guard.millis() * NANOS_PER_MILLI;
      case DISAGREEMENT -> prediction == null ? null : disagrees(outcome.routed(), prediction);
      case ERROR -> prediction == null ? null : errs(prediction, attributes.get(guard.attribute()));
    };
  }

  private static Boolean errs(Prediction prediction, String truth) {
    return truth == null ? null : !truth.equals(best(prediction.getClasses()));
  }

  /** Compares with the first shadow that is a model of the other variant. */
  private static Boolean disagrees(Routed routed, Prediction prediction) {
    for (ShadowPrediction shadow : prediction.getShadows()) {
      if (shadow.getError() == null && isOfOther(routed, shadow.getModel())) {
        return !best(shadow.getClasses()).equals(best(prediction.getClasses()));
      }
    }
    return null;
  }

  private static boolean isOfOther(Routed routed, ModelVersion model) {
    Route route = routed.route();
    for (Variant variant : route.variants()) {
      boolean has =
          variant.stages().stream()
              .anyMatch(
                  stage ->
                      stage.model().name().equals(model.getName())
                          && stage.model().version().equals(model.getVersion()));
      if (variant != routed.variant() && has) {
        return true;
      }
    }
    return false;
  }

  private static String best(List<ClassProbability> classes) {
    return classes.get(0).getLabel();
  }
}
