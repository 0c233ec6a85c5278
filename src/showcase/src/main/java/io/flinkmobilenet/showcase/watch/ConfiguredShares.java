package io.flinkmobilenet.showcase.watch;

import io.flinkmobilenet.protocol.Deployment;
import io.flinkmobilenet.protocol.Rollout;
import io.flinkmobilenet.protocol.Route;
import io.flinkmobilenet.protocol.Share;
import io.flinkmobilenet.protocol.Variant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The shares that the latest deployments of the models topic give to variants. The job may still
 * use an older one, so several are kept.
 */
final class ConfiguredShares {
  static final int MOST = 4;

  private final Map<String, Deployment> latest = new LinkedHashMap<>();

  void add(Deployment deployment) {
    String name = ModelName.of(deployment.name(), String.valueOf(deployment.epoch()));
    latest.remove(name);
    latest.put(name, deployment);
    if (latest.size() > MOST) {
      latest.remove(latest.keySet().iterator().next());
    }
  }

  /** Returns the deployment with this name and epoch; empty if it was not read. */
  Optional<Deployment> find(String name) {
    return Optional.ofNullable(latest.get(name));
  }

  /**
   * Returns the share of a route's images that a variant is to get, 0 to 1; null if it is not
   * known.
   *
   * @param name name and epoch of the deployment
   * @param decided share of the canary after the latest decision of the job
   */
  Double of(String name, String route, String variant, OptionalDouble decided) {
    Deployment deployment = latest.get(name);
    if (deployment == null) {
      return null;
    }
    return deployment.routes().stream()
        .filter(candidate -> ShortText.name(candidate.name()).equals(route))
        .findFirst()
        .map(found -> share(found, variant, deployment.plan(), decided))
        .orElse(null);
  }

  private static Double share(
      Route route, String variant, Optional<Rollout> plan, OptionalDouble decided) {
    List<Variant> variants = route.variants();
    for (int i = 0; i < variants.size(); i++) {
      if (ShortText.name(variants.get(i).name()).equals(variant)) {
        double configured = (double) variants.get(i).share() / Share.WHOLE;
        boolean isCanary = i == 1;
        return plan.filter(it -> it.route().equals(route.name()))
            .map(it -> decided.orElse((double) it.share(it.firstStep()) / Share.WHOLE))
            .map(canary -> isCanary ? canary : 1 - canary)
            .orElse(configured);
      }
    }
    return null;
  }
}
