package io.flinkmobilenet.protocol;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A route of a deployment: which images take it, and which models see them.
 *
 * @param name name, unique in the deployment
 * @param conditions conditions that must all hold; none for all images
 * @param variants at least one, the stable one first; their shares add up to {@link Share#WHOLE}
 * @param shadows models that see images as well, without effect on the answer
 * @param unknown below which probability the decision is unknown; null if it never is
 */
public record Route(
    String name,
    List<Condition> conditions,
    List<Variant> variants,
    List<Shadow> shadows,
    UnknownRule unknown) {
  private static final int MOST_CONDITIONS = 20;
  private static final int MOST_VARIANTS = 20;
  private static final int MOST_SHADOWS = 5;

  /** Checks the numbers of parts, their names and the shares. */
  public Route {
    Limits.checkText("route", name);
    String of = " of route " + name;
    Limits.checkCount("conditions" + of, conditions.size(), 0, MOST_CONDITIONS);
    Limits.checkCount("variants" + of, variants.size(), 1, MOST_VARIANTS);
    Limits.checkCount("shadows" + of, shadows.size(), 0, MOST_SHADOWS);
    Limits.checkDistinct("variants" + of, variants.stream().map(Variant::name).toList());
    long total = variants.stream().mapToLong(Variant::share).sum();
    if (total != Share.WHOLE) {
      throw new IllegalArgumentException(
          "shares of the variants%s: expected a sum of 100 %%, found %s"
              .formatted(of, Share.percent(total)));
    }
    conditions = List.copyOf(conditions);
    variants = List.copyOf(variants);
    shadows = List.copyOf(shadows);
  }

  /** Returns a route on which one model sees all images. */
  static Route of(ModelKey model) {
    CascadeStage alone = new CascadeStage(model, 0, false);
    Variant variant = new Variant("stable", Share.WHOLE, List.of(alone));
    return new Route("all", List.of(), List.of(variant), List.of(), null);
  }

  /** Returns all models that routes name, sorted. */
  static Set<ModelKey> models(List<Route> routes) {
    Set<ModelKey> models = new TreeSet<>();
    routes.forEach(route -> route.addModels(models));
    return models;
  }

  private void addModels(Set<ModelKey> models) {
    for (Variant variant : variants) {
      variant.stages().forEach(stage -> models.add(stage.model()));
    }
    shadows.forEach(shadow -> models.add(shadow.model()));
  }
}
