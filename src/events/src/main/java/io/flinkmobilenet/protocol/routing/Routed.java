package io.flinkmobilenet.protocol.routing;

import io.flinkmobilenet.protocol.Route;
import io.flinkmobilenet.protocol.Shadow;
import io.flinkmobilenet.protocol.Variant;
import java.util.List;

/**
 * The way of an image through a deployment.
 *
 * @param route the route that it takes
 * @param variant the variant that classifies it
 * @param shadows the shadows that see it
 * @param planned whether the route is the one whose shares a plan determines
 */
public record Routed(Route route, Variant variant, List<Shadow> shadows, boolean planned) {
  /** Whether the variant is the canary of the plan. */
  public boolean canary() {
    return planned && variant != route.variants().get(0);
  }
}
