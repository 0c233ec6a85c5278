package io.flinkmobilenet.protocol;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A request that says which models classify from now on: the activation of one model for all
 * images, or a deployment. Of all requests the one with the highest epoch counts.
 */
public sealed interface ModelRequest extends ModelMessage, Signed
    permits ActivationRequest, Deployment {
  /** Returns the number of the request; the request with the highest epoch counts. */
  long epoch();

  /** Returns the name of the deployment; empty if this is an activation. */
  Optional<String> deploymentName();

  /** Returns the routes of images, of which the last one has no conditions. */
  List<Route> routes();

  /** Returns how the share of a variant is raised; empty if it is not. */
  Optional<Rollout> plan();

  /** Describes the request in a message. */
  String title();

  /** Returns all models that the request names, sorted. */
  default Set<ModelKey> models() {
    return Route.models(routes());
  }

  /** Whether this takes precedence: by epoch, and for equal epochs by content. */
  default boolean outranks(ModelRequest other) {
    return other == null || RequestOrder.COMPARATOR.compare(this, other) > 0;
  }

  /** Whether both request the same with the same epoch, regardless of signatures. */
  default boolean isOf(ModelRequest other) {
    return this == other || other != null && RequestOrder.COMPARATOR.compare(this, other) == 0;
  }
}
