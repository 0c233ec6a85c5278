package io.flinkmobilenet.protocol;

import io.flinkmobilenet.event.DeploymentRoute;
import io.flinkmobilenet.event.ModelDeployment;
import io.flinkmobilenet.event.ModelSignature;
import io.flinkmobilenet.event.PreviousDeployment;
import io.flinkmobilenet.event.RolloutGuard;
import io.flinkmobilenet.event.RolloutPlan;
import io.flinkmobilenet.event.RouteCondition;
import io.flinkmobilenet.event.RouteShadow;
import io.flinkmobilenet.event.RouteThreshold;
import io.flinkmobilenet.event.RouteVariant;
import io.flinkmobilenet.event.VariantStage;
import io.flinkmobilenet.protocol.signing.KeySignature;
import java.time.Instant;
import java.util.List;

/** Converts between a deployment and the fields of its record. */
final class DeploymentFields {
  private DeploymentFields() {}

  static ModelDeployment of(Deployment deployment, Instant deployedAt, ModelSignature signature) {
    FormerDeployment previous = deployment.previous();
    return new ModelDeployment(
        deployment.name(),
        deployment.epoch(),
        routes(deployment.routes()),
        deployment.plan().map(DeploymentFields::plan).orElse(null),
        previous == null
            ? null
            : new PreviousDeployment(previous.name(), routes(previous.routes())),
        deployedAt,
        signature);
  }

  private static List<DeploymentRoute> routes(List<Route> routes) {
    return routes.stream().map(DeploymentFields::route).toList();
  }

  private static DeploymentRoute route(Route route) {
    UnknownRule unknown = route.unknown();
    return new DeploymentRoute(
        route.name(),
        route.conditions().stream()
            .map(each -> new RouteCondition(each.attribute(), each.pattern(), each.glob()))
            .toList(),
        route.variants().stream().map(DeploymentFields::variant).toList(),
        route.shadows().stream()
            .map(each -> new RouteShadow(each.model().name(), each.model().version(), each.share()))
            .toList(),
        unknown == null ? null : new RouteThreshold(unknown.least(), unknown.byClass()));
  }

  private static RouteVariant variant(Variant variant) {
    return new RouteVariant(
        variant.name(),
        variant.share(),
        variant.stages().stream()
            .map(
                each ->
                    new VariantStage(
                        each.model().name(), each.model().version(), each.least(), each.margin()))
            .toList());
  }

  private static RolloutPlan plan(Rollout plan) {
    return new RolloutPlan(
        plan.route(),
        plan.steps(),
        plan.imagesPerStep(),
        plan.guards().stream().map(DeploymentFields::guard).toList(),
        plan.firstStep(),
        plan.paused());
  }

  private static RolloutGuard guard(Guard guard) {
    return new RolloutGuard(
        guard.measure(),
        guard.limit(),
        guard.relative(),
        guard.sample(),
        guard.confidence(),
        guard.millis(),
        guard.attribute());
  }

  /**
   * Returns the deployment that the fields describe.
   *
   * @throws IllegalArgumentException if a field is out of range or contradicts another
   */
  static Deployment read(ModelDeployment fields, KeySignature signature) {
    PreviousDeployment previous = fields.getPrevious();
    return new Deployment(
        fields.getName(),
        fields.getEpoch(),
        readRoutes(fields.getRoutes()),
        fields.getPlan() == null ? null : readPlan(fields.getPlan()),
        previous == null
            ? null
            : new FormerDeployment(previous.getName(), readRoutes(previous.getRoutes())),
        signature);
  }

  private static List<Route> readRoutes(List<DeploymentRoute> routes) {
    return routes.stream().map(DeploymentFields::readRoute).toList();
  }

  private static Route readRoute(DeploymentRoute route) {
    RouteThreshold unknown = route.getUnknown();
    return new Route(
        route.getName(),
        route.getConditions().stream()
            .map(each -> new Condition(each.getAttribute(), each.getPattern(), each.getGlob()))
            .toList(),
        route.getVariants().stream().map(DeploymentFields::readVariant).toList(),
        route.getShadows().stream()
            .map(
                each ->
                    new Shadow(new ModelKey(each.getName(), each.getVersion()), each.getShare()))
            .toList(),
        unknown == null ? null : new UnknownRule(unknown.getLeast(), unknown.getByClass()));
  }

  private static Variant readVariant(RouteVariant variant) {
    return new Variant(
        variant.getName(),
        variant.getShare(),
        variant.getStages().stream()
            .map(
                each ->
                    new CascadeStage(
                        new ModelKey(each.getName(), each.getVersion()),
                        each.getLeast(),
                        each.getMargin()))
            .toList());
  }

  private static Rollout readPlan(RolloutPlan plan) {
    return new Rollout(
        plan.getRoute(),
        plan.getSteps(),
        plan.getImagesPerStep(),
        plan.getGuards().stream().map(DeploymentFields::readGuard).toList(),
        plan.getFirstStep(),
        plan.getPaused());
  }

  private static Guard readGuard(RolloutGuard guard) {
    return new Guard(
        guard.getMeasure(),
        guard.getLimit(),
        guard.getRelative(),
        guard.getSample(),
        guard.getConfidence(),
        guard.getMillis(),
        guard.getAttribute());
  }
}
