package io.flinkmobilenet.stream.operator;

import io.flinkmobilenet.network.Plan;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The warm-ups of networks in a TaskManager, by what is computed: models that differ only in their
 * weights run the same code, so that a new version of a model needs no warm-up.
 */
final class PlanWarmUps {
  /** Most networks to remember; HotSpot rarely discards code that ran recently. */
  private static final int MOST = 64;

  private static final Map<String, WarmUp> WARM_UPS =
      new LinkedHashMap<>(MOST, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, WarmUp> eldest) {
          return size() > MOST;
        }
      };

  private PlanWarmUps() {}

  static WarmUp of(Plan plan) {
    String computed = plan.kernel() + '\n' + String.join("\n", plan.explain());
    synchronized (WARM_UPS) {
      return WARM_UPS.computeIfAbsent(computed, network -> new WarmUp());
    }
  }
}
