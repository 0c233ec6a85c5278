package io.flinkmobilenet.protocol;

import java.util.List;

/**
 * Adds the parts of a deployment to the fields that a signature covers, in the order of the schema.
 * A list is preceded by its length. A part that may be missing is preceded by 1, or is a single 0.
 * A truth value is 1 or 0. A float or double is the number of its IEEE 754 bits.
 */
final class DeploymentParts {
  private final List<Object> fields;

  DeploymentParts(List<Object> fields) {
    this.fields = fields;
  }

  void addRoutes(List<Route> routes) {
    addCount(routes);
    for (Route route : routes) {
      fields.add(route.name());
      addCount(route.conditions());
      for (Condition condition : route.conditions()) {
        addOptional(condition.attribute());
        fields.add(condition.pattern());
        add(condition.glob());
      }
      addVariants(route.variants());
      addCount(route.shadows());
      for (Shadow shadow : route.shadows()) {
        add(shadow.model());
        fields.add((long) shadow.share());
      }
      addUnknown(route.unknown());
    }
  }

  private void addVariants(List<Variant> variants) {
    addCount(variants);
    for (Variant variant : variants) {
      fields.add(variant.name());
      fields.add((long) variant.share());
      addCount(variant.stages());
      for (CascadeStage stage : variant.stages()) {
        add(stage.model());
        add(stage.least());
        add(stage.margin());
      }
    }
  }

  private void addUnknown(UnknownRule unknown) {
    add(unknown != null);
    if (unknown != null) {
      add(unknown.least());
      fields.add((long) unknown.byClass().size());
      unknown
          .byClass()
          .forEach(
              (label, least) -> {
                fields.add(label);
                add(least);
              });
    }
  }

  void addPlan(Rollout plan) {
    add(true);
    fields.add(plan.route());
    addCount(plan.steps());
    plan.steps().forEach(share -> fields.add((long) share));
    fields.add(plan.imagesPerStep());
    addCount(plan.guards());
    plan.guards().forEach(this::addGuard);
    fields.add((long) plan.firstStep());
    add(plan.paused());
  }

  private void addGuard(Guard guard) {
    fields.add(guard.measure().name());
    fields.add(Double.doubleToLongBits(guard.limit()));
    add(guard.relative());
    fields.add(guard.sample());
    fields.add(Double.doubleToLongBits(guard.confidence()));
    fields.add(Double.doubleToLongBits(guard.millis()));
    addOptional(guard.attribute());
  }

  void addPrevious(FormerDeployment previous) {
    add(previous != null);
    if (previous != null) {
      fields.add(previous.name());
      addRoutes(previous.routes());
    }
  }

  void addNothing() {
    add(false);
  }

  private void addOptional(String text) {
    add(text != null);
    if (text != null) {
      fields.add(text);
    }
  }

  private void addCount(List<?> parts) {
    fields.add((long) parts.size());
  }

  private void add(ModelKey model) {
    fields.add(model.name());
    fields.add(model.version());
  }

  private void add(float value) {
    fields.add((long) Float.floatToIntBits(value));
  }

  private void add(boolean value) {
    fields.add(value ? 1L : 0L);
  }
}
