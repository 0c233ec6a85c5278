package io.flinkmobilenet.protocol;

import io.flinkmobilenet.protocol.signing.KeySignature;
import io.flinkmobilenet.protocol.signing.SigningKey;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A request that says which models see which images.
 *
 * @param name name, 1 to 100 of {@code A-Z a-z 0-9 . _ -}; part of the hash that chooses variants
 * @param epoch number of the request
 * @param routes the first whose conditions all hold is taken; only the last one has none
 * @param rollout how the share of a canary is raised; null if it is not
 * @param previous what was in force before; null if that is not known
 * @param signature signature of the publisher; null if it is not signed
 */
public record Deployment(
    String name,
    long epoch,
    List<Route> routes,
    Rollout rollout,
    FormerDeployment previous,
    KeySignature signature)
    implements ModelRequest {
  private static final Pattern SYNTAX = Pattern.compile("[A-Za-z0-9._-]{1,100}");
  private static final int MOST_ROUTES = 50;

  /** Checks the name, the order of the routes, and that the plan fits its route. */
  public Deployment {
    if (!SYNTAX.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "deployment: expected a name of 1 to 100 of A-Z a-z 0-9 . _ -, found "
              + (name.length() > 100 ? name.length() + " characters" : "'" + name + "'"));
    }
    checkRoutes(routes);
    routes = List.copyOf(routes);
    if (rollout != null) {
      checkPlan(routes, rollout);
    }
  }

  static void checkRoutes(List<Route> routes) {
    Limits.checkCount("routes", routes.size(), 1, MOST_ROUTES);
    Limits.checkDistinct("routes", routes.stream().map(Route::name).toList());
    for (int i = 0; i < routes.size(); i++) {
      boolean last = i == routes.size() - 1;
      if (routes.get(i).conditions().isEmpty() != last) {
        throw new IllegalArgumentException(
            "route %s: expected %s, found %s"
                .formatted(
                    routes.get(i).name(),
                    last ? "no conditions, because it is the last" : "conditions",
                    last ? "some" : "none, so that later routes are never taken"));
      }
    }
  }

  private static void checkPlan(List<Route> routes, Rollout plan) {
    Route route =
        routes.stream()
            .filter(candidate -> candidate.name().equals(plan.route()))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "plan: expected the name of a route, found '%s'".formatted(plan.route())));
    Limits.checkCount(
        "variants of route " + route.name() + ", which has a plan", route.variants().size(), 2, 2);
  }

  @Override
  public Optional<String> deploymentName() {
    return Optional.of(name);
  }

  @Override
  public Optional<Rollout> plan() {
    return Optional.ofNullable(rollout);
  }

  @Override
  public String title() {
    return "deployment %s with epoch %d".formatted(name, epoch);
  }

  /** Returns the same deployment, signed. */
  public Deployment sign(SigningKey publisher) {
    return with(publisher.sign(signedBytes()));
  }

  /** Returns the same deployment with a signature made elsewhere, which is not checked here. */
  public Deployment with(KeySignature signed) {
    return new Deployment(name, epoch, routes, rollout, previous, signed);
  }

  @Override
  public byte[] signedBytes() {
    return SignedBytes.of(this);
  }
}
