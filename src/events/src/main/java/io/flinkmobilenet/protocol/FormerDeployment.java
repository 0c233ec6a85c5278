package io.flinkmobilenet.protocol;

import java.util.List;
import java.util.Set;

/**
 * What was in force before a deployment, for going back.
 *
 * @param name name of the deployment; empty if it was an activation
 * @param routes its routes
 */
public record FormerDeployment(String name, List<Route> routes) {
  /** Checks name and routes as those of a deployment. */
  public FormerDeployment {
    Limits.checkText("previous deployment", name);
    Deployment.checkRoutes(routes);
    routes = List.copyOf(routes);
  }

  /** Returns what a request leaves behind for the one that replaces it. */
  public static FormerDeployment of(ModelRequest request) {
    return new FormerDeployment(request.deploymentName().orElse(""), request.routes());
  }

  /** Returns all models that it names, sorted. */
  public Set<ModelKey> models() {
    return Route.models(routes);
  }
}
