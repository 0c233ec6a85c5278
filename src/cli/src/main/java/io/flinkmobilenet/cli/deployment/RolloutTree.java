package io.flinkmobilenet.cli.deployment;

import io.flinkmobilenet.protocol.Guard;
import io.flinkmobilenet.protocol.Rollout;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Writes a plan as {@link RolloutReader} reads it. */
final class RolloutTree {
  private RolloutTree() {}

  static Map<String, Object> of(Rollout plan) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("route", plan.route());
    fields.put("steps", plan.steps().stream().map(share -> Percentage.of((int) share)).toList());
    if (plan.firstStep() > 0) {
      fields.put("first", Percentage.of(plan.share(plan.firstStep())));
    }
    fields.put("images", plan.imagesPerStep());
    if (plan.paused()) {
      fields.put("paused", true);
    }
    if (!plan.guards().isEmpty()) {
      fields.put("guards", plan.guards().stream().map(RolloutTree::guard).toList());
    }
    return fields;
  }

  private static Map<String, Object> guard(Guard guard) {
    Map<String, Object> fields = new LinkedHashMap<>();
    if (guard.attribute() != null) {
      fields.put("attribute", guard.attribute());
    }
    if (guard.millis() > 0) {
      fields.put("millis", guard.millis());
    }
    fields.put(guard.relative() ? "above-stable" : "above", Percentage.of(guard.limit()));
    fields.put("sample", guard.sample());
    fields.put("confidence", Percentage.of(guard.confidence()));
    return Map.of(guard.measure().name().toLowerCase(Locale.ROOT), fields);
  }
}
