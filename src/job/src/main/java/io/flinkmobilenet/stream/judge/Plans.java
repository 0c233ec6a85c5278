package io.flinkmobilenet.stream.judge;

import io.flinkmobilenet.protocol.Deployment;
import io.flinkmobilenet.protocol.MergeRule;
import io.flinkmobilenet.protocol.RolloutDecision;
import io.flinkmobilenet.stream.state.Observation;
import io.flinkmobilenet.stream.state.StepTally;
import java.util.List;
import java.util.TreeMap;

/**
 * What is known of deployments with plans: their messages, the decisions on record, and images that
 * were observed before the message came. Of each only the newest are kept.
 */
final class Plans {
  /** Deployments of which something is kept; more than can ever be on their way. */
  static final int MOST = 16;

  private final TreeMap<Long, Deployment> deployments = new TreeMap<>();
  private final TreeMap<Long, RolloutDecision> recorded = new TreeMap<>();
  private final TreeMap<Long, StepTally> early = new TreeMap<>();

  /** Returns the deployment of an epoch; null if it is not known. */
  Deployment of(long epoch) {
    return deployments.get(epoch);
  }

  /** Returns the last decision on record about an epoch; null if there is none. */
  RolloutDecision recorded(long epoch) {
    return recorded.get(epoch);
  }

  /**
   * Adds a deployment with a plan.
   *
   * @param inForce epoch that is in force, which is never dropped
   * @return whether it replaces what was known of its epoch
   */
  boolean add(Deployment deployment, long inForce) {
    Deployment held = deployments.get(deployment.epoch());
    Deployment merged = (Deployment) MergeRule.mergeRequests(held, deployment);
    deployments.put(deployment.epoch(), merged);
    deployments.headMap(inForce).clear();
    while (deployments.size() > MOST) {
      deployments.remove(
          deployments.firstKey() == inForce
              ? deployments.higherKey(inForce)
              : deployments.firstKey());
    }
    return merged != held;
  }

  /** Adds a decision on record, and returns whether it is newer than the one that was known. */
  boolean add(RolloutDecision decision) {
    if (!decision.outranks(recorded.get(decision.epoch()))) {
      return false;
    }
    recorded.put(decision.epoch(), decision);
    keepNewest(recorded);
    return true;
  }

  /**
   * Counts an image of a deployment whose message has not come yet. Of each deployment the latest
   * step that was seen is kept.
   */
  void early(Observation observation) {
    StepTally held = early.get(observation.epoch());
    if (held == null || observation.step() > held.step()) {
      held = StepTally.empty(observation.epoch(), observation.step());
    }
    if (held.isOf(observation)) {
      early.put(observation.epoch(), held.with(observation));
      keepNewest(early);
    }
  }

  /** Returns the newest known deployment of which images were counted early; null if none is. */
  Deployment observed() {
    for (long epoch : early.descendingKeySet()) {
      if (deployments.containsKey(epoch)) {
        return deployments.get(epoch);
      }
    }
    return null;
  }

  /** Removes and returns what was counted early of an epoch; forgets what is older than it. */
  StepTally takeEarly(long epoch) {
    deployments.headMap(epoch).clear();
    early.headMap(epoch).clear();
    return early.remove(epoch);
  }

  private static void keepNewest(TreeMap<Long, ?> map) {
    while (map.size() > MOST) {
      map.pollFirstEntry();
    }
  }

  List<Deployment> deployments() {
    return List.copyOf(deployments.values());
  }

  List<RolloutDecision> recorded() {
    return List.copyOf(recorded.values());
  }

  List<StepTally> early() {
    return List.copyOf(early.values());
  }

  /** Adds what was counted early, from a checkpoint. */
  void restoreEarly(StepTally tally) {
    early.put(tally.epoch(), tally);
    keepNewest(early);
  }
}
