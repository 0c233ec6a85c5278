package io.flinkmobilenet.cli.model;

import io.flinkmobilenet.cli.terminal.CommandFailure;
import io.flinkmobilenet.event.ModelDecision;
import io.flinkmobilenet.protocol.DecisionRecord;
import io.flinkmobilenet.protocol.Deployment;
import io.flinkmobilenet.protocol.FormerDeployment;
import io.flinkmobilenet.protocol.ModelRequest;
import io.flinkmobilenet.protocol.Rollout;
import io.flinkmobilenet.protocol.RolloutDecision;
import io.flinkmobilenet.protocol.Route;
import io.flinkmobilenet.protocol.Share;
import io.flinkmobilenet.protocol.Variant;
import io.flinkmobilenet.protocol.client.RegistryContents;
import java.util.List;
import java.util.Optional;

/**
 * The activation or deployment that counts, what the job has decided about it, and what is in force
 * until it takes effect.
 *
 * @param contents what the topics hold
 * @param decisions decisions about deployments of this name, the oldest first
 */
record RequestInForce(RegistryContents contents, List<ModelDecision> decisions) {
  Optional<ModelRequest> request() {
    return contents.listing().request();
  }

  ModelRequest require() throws CommandFailure {
    return request()
        .orElseThrow(
            () ->
                CommandFailure.input(
                    "expected a model in force, found none: activate one: mobilenet model activate"
                        + " --name NAME --version VERSION",
                    null));
  }

  /** Returns the deployment in force, which must have a plan that is not at its end. */
  Deployment requireRollout() throws CommandFailure {
    if (!(require() instanceof Deployment deployment) || deployment.plan().isEmpty()) {
      throw CommandFailure.input(
          "expected a deployment with a rollout in force, found " + describe(require()), null);
    }
    Optional<RolloutDecision> decision = decision();
    if (decision.isPresent() && decision.get().complete()) {
      throw CommandFailure.input(
          "%s: expected a rollout under way, found that it %s"
              .formatted(
                  deployment.title(),
                  decision.get().step() == Rollout.ROLLED_BACK
                      ? "was rolled back; deploy again to start over"
                      : "is complete"),
          null);
    }
    return deployment;
  }

  private static String describe(ModelRequest request) {
    return request instanceof Deployment ? request.title() + ", which has none" : request.title();
  }

  /** Returns the decision about the request in force that counts; empty if there is none yet. */
  Optional<RolloutDecision> decision() {
    RolloutDecision counts = null;
    for (ModelDecision decision : decisions) {
      RolloutDecision next = DecisionRecord.of(decision);
      boolean isOfRequest = request().filter(it -> it.epoch() == next.epoch()).isPresent();
      if (isOfRequest && next.outranks(counts)) {
        counts = next;
      }
    }
    return Optional.ofNullable(counts);
  }

  /** Returns the step that the rollout is at. A step that the plan does not have is ignored. */
  int step(Rollout plan) {
    return decision()
        .map(RolloutDecision::step)
        .filter(step -> step >= Rollout.ROLLED_BACK && step < plan.steps().size())
        .orElse(plan.firstStep());
  }

  /** Returns what is in force, with the shares as they are now. */
  Optional<FormerDeployment> former() {
    if (!contents.isInEffect()) {
      return contents.inForce();
    }
    return request()
        .map(
            request ->
                new FormerDeployment(
                    request.deploymentName().orElse(""),
                    request.routes().stream().map(route -> now(route, request)).toList()));
  }

  /** Returns a route with the shares that the rollout has given to its variants. */
  private Route now(Route route, ModelRequest request) {
    Optional<Rollout> plan = request.plan().filter(it -> it.route().equals(route.name()));
    if (plan.isEmpty()) {
      return route;
    }
    int canary = plan.get().share(step(plan.get()));
    List<Variant> variants = route.variants();
    return new Route(
        route.name(),
        route.conditions(),
        List.of(
            withShare(variants.get(0), Share.WHOLE - canary), withShare(variants.get(1), canary)),
        route.shadows(),
        route.unknown());
  }

  private static String title(FormerDeployment now) {
    return now.name().isEmpty() ? "what is in force" : "deployment " + now.name();
  }

  /** Returns how far the rollout is; empty if the request that counts has no plan. */
  Optional<String> progress() {
    return request()
        .flatMap(ModelRequest::plan)
        .map(
            plan -> {
              int step = step(plan);
              boolean ended = decision().filter(RolloutDecision::complete).isPresent();
              String share = Share.percent(plan.share(step));
              if (step == Rollout.ROLLED_BACK) {
                return "rolled back: the canary has no images";
              }
              return "step %d of %d%s: the canary has %s"
                  .formatted(
                      step + 1,
                      plan.steps().size(),
                      ended ? ", complete" : plan.paused() ? ", paused" : "",
                      share);
            });
  }

  private static Variant withShare(Variant variant, int share) {
    return new Variant(variant.name(), share, variant.stages());
  }

  /** Returns the only route, in which one variant answers all images. */
  Route requireOneVariant() throws CommandFailure {
    require();
    FormerDeployment now =
        former()
            .orElseThrow(
                () ->
                    CommandFailure.input(
                        "%s has not taken effect, and it does not say what is in force: activate a model or deploy a file"
                            .formatted(request().orElseThrow().title()),
                        null));
    Route route = now.routes().get(0);
    List<Variant> answering =
        route.variants().stream().filter(variant -> variant.share() > 0).toList();
    if (now.routes().size() > 1 || answering.size() > 1) {
      throw CommandFailure.input(
          "%s: expected one variant for all images, found %s; write the next deployment as a file,"
                  .formatted(
                      title(now),
                      now.routes().size() > 1
                          ? now.routes().size() + " routes"
                          : answering.size() + " variants")
              + " beginning with what mobilenet model deployment prints",
          null);
    }
    Variant all = new Variant("stable", Share.WHOLE, answering.get(0).stages());
    return new Route(route.name(), List.of(), List.of(all), route.shadows(), route.unknown());
  }
}
