package io.flinkmobilenet.stream.operator;

import io.flinkmobilenet.protocol.Manifest;
import io.flinkmobilenet.protocol.MergeRule;
import io.flinkmobilenet.protocol.ModelKey;
import io.flinkmobilenet.protocol.ModelRequest;
import io.flinkmobilenet.protocol.RolloutDecision;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The request that counts, the one in force, and which models of the former are loaded. A request
 * takes effect as a whole: when all of its models are loaded.
 */
final class Requests {
  private final Function<ModelKey, Manifest> held;
  private final Map<ModelKey, Manifest> loaded = new TreeMap<>();
  private ModelRequest wanted;
  private InForce inForce;
  private RolloutDecision decision;

  /**
   * Creates the state before the first request.
   *
   * @param held function from the key of a model to its manifest; null if there is none
   */
  Requests(Function<ModelKey, Manifest> held) {
    this.held = held;
  }

  void restore(ModelRequest requested, InForce before, RolloutDecision latest) {
    wanted = requested;
    inForce = before;
    decision = latest;
  }

  /** Returns the request that counts; null before the first. */
  ModelRequest wanted() {
    return wanted;
  }

  /** Returns the request in force; null before the first. */
  InForce inForce() {
    return inForce;
  }

  /** Returns the latest decision about a plan; null before the first. */
  RolloutDecision decision() {
    return decision;
  }

  /** Takes note of a decision, unless a later one is known. */
  void decide(RolloutDecision next) {
    decision = next.outranks(decision) ? next : decision;
  }

  /** Returns whether a request would replace the one that counts. */
  boolean isReplacedBy(ModelRequest next) {
    return MergeRule.mergeRequests(wanted, next) != wanted;
  }

  void want(ModelRequest next) {
    wanted = next;
    loaded.keySet().removeIf(key -> !needs(key));
  }

  /** Goes back to the request in force. */
  void abandon() {
    wanted = inForce == null ? null : inForce.request();
    loaded.clear();
  }

  /** Forgets the request that counts. */
  void forgetWanted() {
    wanted = null;
    loaded.clear();
  }

  /** Forgets the request in force. */
  void vacate() {
    inForce = null;
  }

  /** Whether the request that counts names the model. */
  boolean needs(ModelKey key) {
    return wanted != null && wanted.models().contains(key);
  }

  boolean isInForce(Manifest manifest) {
    return inForce != null && inForce.has(manifest);
  }

  /** Replaces a manifest in force by a copy. */
  void replace(Manifest copy) {
    inForce = inForce.with(copy);
  }

  /** Whether the model is loaded for a request that is not in force yet. */
  boolean isLoaded(Manifest manifest) {
    Manifest ready = loaded.get(manifest.key());
    return ready != null && ready.sameContent(manifest);
  }

  /** Takes note that a model of the request is loaded. */
  void loaded(Manifest manifest) {
    loaded.put(manifest.key(), manifest);
  }

  /** Returns the first model of the request that is not loaded; empty if all are. */
  Optional<ModelKey> missing() {
    return wanted == null
        ? Optional.empty()
        : wanted.models().stream().filter(key -> manifest(key) == null).findFirst();
  }

  /**
   * Puts the request that counts in force if all of its models are loaded.
   *
   * @return whether what is in force has changed
   */
  boolean takeOver() {
    if (wanted == null || isUpToDate() || missing().isPresent()) {
      return false;
    }
    List<Manifest> manifests = wanted.models().stream().map(this::manifest).toList();
    inForce = new InForce(wanted, manifests);
    loaded.clear();
    return true;
  }

  private boolean isUpToDate() {
    return inForce != null
        && inForce.request().isOf(wanted)
        && inForce.manifests().stream()
            .allMatch(
                manifest -> {
                  Manifest announced = held.apply(manifest.key());
                  return announced == null || announced.sameContent(manifest);
                });
  }

  /**
   * Returns the manifest of a model that is loaded or in force; null if there is none. What is in
   * force remains usable after it was withdrawn.
   */
  private Manifest manifest(ModelKey key) {
    Manifest announced = held.apply(key);
    Manifest serving = inForce == null ? null : inForce.find(key).orElse(null);
    if (announced == null || serving != null && serving.sameContent(announced)) {
      return serving;
    }
    return isLoaded(announced) ? announced : null;
  }
}
