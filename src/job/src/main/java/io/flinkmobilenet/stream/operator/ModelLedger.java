package io.flinkmobilenet.stream.operator;

import io.flinkmobilenet.event.ModelState;
import io.flinkmobilenet.event.ModelStatus;
import io.flinkmobilenet.protocol.ActivationRequest;
import io.flinkmobilenet.protocol.Chunk;
import io.flinkmobilenet.protocol.Manifest;
import io.flinkmobilenet.protocol.MergeRule;
import io.flinkmobilenet.protocol.ModelKey;
import io.flinkmobilenet.protocol.ModelMessage;
import io.flinkmobilenet.protocol.Removal;
import io.flinkmobilenet.protocol.Unreadable;
import io.flinkmobilenet.protocol.signing.TrustedKeys;
import io.flinkmobilenet.stream.config.ModelLimits;
import io.flinkmobilenet.stream.state.ActiveModelState;
import io.flinkmobilenet.stream.state.HeldModel;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The state machine of the model protocol: it knows the announced models, the requested model and
 * the active model.
 *
 * <p>The order of the messages does not change which model is active in the end: chunks are
 * assembled by index, and everything else is merged by {@link MergeRule}. Repeated messages change
 * nothing. The ledger builds no network itself: it names the next model to load and is notified of
 * the result. Until then, and if a model is unusable, the active model stays active.
 */
final class ModelLedger {
  private final ModelLimits limits;
  private final ModelTrust trust;
  private final StatusListener listener;
  private final MergeRule rule;
  private final Map<ModelKey, HeldModel> models = new TreeMap<>();
  private final ChunkStore chunks = new ChunkStore();
  private final SeenActivations activations = new SeenActivations();
  private ActivationRequest wanted;
  private ActiveModelState active;

  ModelLedger(ModelLimits limits, TrustedKeys trusted, StatusListener listener) {
    this.limits = limits;
    this.listener = status -> listener.status(withEpoch(status));
    this.trust = new ModelTrust(trusted, this.listener);
    this.rule = MergeRule.withCopies(trust::prefers);
  }

  /** Adds the epoch that the next activation request has to exceed. */
  private ModelStatus withEpoch(ModelStatus status) {
    status.setEpoch(wanted == null ? null : wanted.epoch());
    return status;
  }

  void restore(LedgerContents contents) {
    contents.models().forEach(model -> models.put(model.manifest().key(), model));
    contents.chunks().stream().map(SharedChunks::share).forEach(chunks::put);
    wanted = contents.wanted();
    active = contents.active();
  }

  /**
   * Forgets what was accepted while other keys, or none, were trusted. There may be no active model
   * afterwards.
   */
  void forgetUntrusted() {
    Set<Manifest> untrusted = new LinkedHashSet<>();
    claims().filter(manifest -> trust.objection(manifest).isPresent()).forEach(untrusted::add);
    models.values().removeIf(model -> untrusted.contains(model.manifest()));
    if (active != null && untrusted.contains(active.manifest())) {
      active = null;
    }
    if (wanted != null && trust.objection(wanted).isPresent()) {
      wanted = null;
    }
    for (Manifest manifest : untrusted) {
      dropUnclaimed(manifest.digest());
      refuse(manifest.key(), manifest.digest(), trust.objection(manifest).orElseThrow());
    }
  }

  LedgerContents contents() {
    return new LedgerContents(List.copyOf(models.values()), chunks.all(), wanted, active);
  }

  /** Returns the number of announced models. */
  int size() {
    return models.size();
  }

  /** Returns the bytes of all chunks. */
  long bytes() {
    return chunks.bytes();
  }

  /** Returns the model that classifies. */
  Optional<ActiveModelState> active() {
    return Optional.ofNullable(active);
  }

  /** Describes what is missing before the requested model can become active. */
  String missing() {
    return missingPart() + trust.lastRefusal();
  }

  private String missingPart() {
    if (wanted == null) {
      return "an activation";
    }
    HeldModel model = models.get(wanted.key());
    if (model == null) {
      return "the manifest of model " + wanted.key();
    }
    return "%d of %d chunks of model %s"
        .formatted(
            model.manifest().chunks() - chunks.of(model.manifest()).size(),
            model.manifest().chunks(),
            wanted.key());
  }

  void accept(ModelMessage message) {
    if (message instanceof Manifest manifest) {
      accept(manifest);
    } else if (message instanceof Chunk chunk) {
      accept(chunk);
    } else if (message instanceof ActivationRequest activation) {
      accept(activation);
    } else if (message instanceof Removal removal) {
      accept(removal);
    } else if (message instanceof Unreadable unreadable) {
      accept(unreadable);
    }
  }

  private void accept(Manifest manifest) {
    Optional<String> objection = trust.objection(manifest);
    if (objection.isPresent()) {
      refuse(manifest.key(), manifest.digest(), objection.get());
      return;
    }
    if (manifest.bytes() > limits.maxBytes()) {
      reject(
          manifest,
          "expected at most %d bytes, found %d".formatted(limits.maxBytes(), manifest.bytes()));
      return;
    }
    HeldModel held = models.get(manifest.key());
    switch (rule.compare(held == null ? null : held.manifest(), manifest)) {
      case FIRST -> models.put(manifest.key(), new HeldModel(manifest, false));
      case BETTER_COPY -> models.put(manifest.key(), new HeldModel(manifest, held.sound()));
      case EARLIER_CONTENT -> {
        models.put(manifest.key(), new HeldModel(manifest, false));
        overrule(held.manifest(), manifest);
      }
      case LATER_CONTENT -> overrule(manifest, held.manifest());
      case SAME_CONTENT -> {}
    }
    if (isActive(manifest) && trust.prefers(manifest, active.manifest())) {
      active = new ActiveModelState(manifest, active.epoch());
    }
    chunks.trim(manifest.digest(), chunksOf(manifest.digest()));
    dropBeyondLimit();
  }

  /** Reports an announcement that is not accepted, together with the state of its model. */
  private void refuse(ModelKey key, String digest, String reason) {
    HeldModel held = models.get(key);
    boolean known = held != null && held.sound() && held.manifest().digest().equals(digest);
    boolean leads = known && isActive(held.manifest());
    ModelState state = known ? ModelState.RECEIVED : ModelState.REJECTED;
    trust.refused(key, digest, leads ? ModelState.ACTIVE : state, reason);
  }

  /** Drops the content of a version that does not count. */
  private void overrule(Manifest loser, Manifest winner) {
    dropUnclaimed(loser.digest());
    reject(loser, "version is taken: first published with digest " + winner.digest());
  }

  private void accept(Chunk chunk) {
    if (isSound(chunk.digest()) || chunk.index() >= chunksOf(chunk.digest())) {
      return;
    }
    chunks.put(chunk);
    chunks.limitOrphans(this::isClaimed, limits.maxBytes());
  }

  /** Number of chunks of the artifact: the highest of several manifests; unlimited without one. */
  private int chunksOf(String digest) {
    return claims(digest).mapToInt(Manifest::chunks).max().orElse(Integer.MAX_VALUE);
  }

  private boolean isSound(String digest) {
    return active().stream().anyMatch(model -> model.manifest().digest().equals(digest))
        || models.values().stream()
            .anyMatch(model -> model.sound() && model.manifest().digest().equals(digest));
  }

  private boolean isClaimed(String digest) {
    return claims(digest).findAny().isPresent();
  }

  private Stream<Manifest> claims(String digest) {
    return claims().filter(manifest -> manifest.digest().equals(digest));
  }

  private Stream<Manifest> claims() {
    return Stream.concat(
        models.values().stream().map(HeldModel::manifest),
        active().map(ActiveModelState::manifest).stream());
  }

  private void accept(ActivationRequest activation) {
    boolean cameBefore = !activations.add(activation);
    if (MergeRule.mergeRequests(wanted, activation) == wanted) {
      if (!cameBefore && !activation.isOf(wanted)) {
        ignored(activation);
      }
      return;
    }
    Optional<String> objection = trust.objection(activation);
    if (objection.isPresent()) {
      HeldModel held = models.get(activation.key());
      refuse(
          activation.key(),
          held == null ? "" : held.manifest().digest(),
          "activation with epoch %d: %s".formatted(activation.epoch(), objection.get()));
      return;
    }
    wanted = activation;
    if (active != null && isWanted(active.manifest())) {
      active = new ActiveModelState(active.manifest(), activation.epoch());
      listener.status(
          active.manifest(), ModelState.ACTIVE, "activated again, epoch " + activation.epoch());
    }
  }

  /** Reports it, because after re-creating a topic epochs may start at 1 again, without effect. */
  private void ignored(ActivationRequest activation) {
    HeldModel held = models.get(activation.key());
    refuse(
        activation.key(),
        held == null ? "" : held.manifest().digest(),
        "activation with epoch %d is ignored: that of model %s with epoch %d counts; activate with a higher epoch"
            .formatted(activation.epoch(), wanted.key(), wanted.epoch()));
  }

  /** Whether the manifest is the requested one, or was until it was withdrawn or dropped. */
  private boolean isWanted(Manifest manifest) {
    HeldModel model = models.get(wanted.key());
    return wanted.key().equals(manifest.key())
        && (model == null || model.manifest().sameContent(manifest));
  }

  private void accept(Removal removal) {
    HeldModel model = models.remove(removal.key());
    if (model != null) {
      boolean stays = isActive(model.manifest());
      dropUnclaimed(model.manifest().digest());
      listener.status(
          model.manifest(),
          ModelState.RETIRED,
          stays ? "withdrawn; stays active until another model is" : "withdrawn");
    }
  }

  private void accept(Unreadable unreadable) {
    listener.status(
        new ModelStatus(
            unreadable.name(),
            unreadable.version(),
            unreadable.digest(),
            ModelState.REJECTED,
            Brief.of(unreadable.message()),
            StatusListener.now(),
            null,
            null));
  }

  /** Returns the requested model if it can be loaded and is not active. */
  Optional<LoadRequest> wantedLoad() {
    HeldModel model = wanted == null ? null : models.get(wanted.key());
    return model == null || isActive(model.manifest())
        ? Optional.empty()
        : request(model.manifest());
  }

  /** Returns the model that was active when the contents were stored. */
  Optional<LoadRequest> activeLoad() {
    return active().map(ActiveModelState::manifest).flatMap(this::request);
  }

  /** Returns the next model to load: the requested one, else a complete one never loaded before. */
  Optional<LoadRequest> nextLoad() {
    return wantedLoad()
        .or(
            () ->
                models.values().stream()
                    .filter(model -> !model.sound())
                    .flatMap(model -> request(model.manifest()).stream())
                    .findFirst());
  }

  private Optional<LoadRequest> request(Manifest manifest) {
    return chunks.isComplete(manifest)
        ? Optional.of(new LoadRequest(manifest, chunks.of(manifest)))
        : Optional.empty();
  }

  /**
   * Notes that the model was loaded.
   *
   * @return whether the model becomes active now
   */
  boolean loaded(LoadRequest request) {
    Manifest manifest = request.manifest();
    HeldModel model = models.get(manifest.key());
    if (model == null || !model.manifest().sameContent(manifest)) {
      return false;
    }
    if (!model.sound()) {
      models.put(manifest.key(), new HeldModel(model.manifest(), true));
      // Stores the chunks that were checked, even if others have arrived in their place since.
      request.chunks().forEach(chunks::put);
      listener.status(manifest, ModelState.RECEIVED, "complete and sound");
    }
    if (wanted == null || !wanted.key().equals(manifest.key())) {
      return false;
    }
    activate(manifest);
    return true;
  }

  private void activate(Manifest manifest) {
    ActiveModelState previous = active;
    active = new ActiveModelState(manifest, wanted.epoch());
    listener.status(manifest, ModelState.ACTIVE, "active, epoch " + wanted.epoch());
    if (previous != null && !previous.manifest().sameContent(manifest)) {
      listener.status(previous.manifest(), ModelState.RETIRED, "replaced by " + manifest.key());
      dropUnclaimed(previous.manifest().digest());
    }
  }

  /**
   * Notes that the model could not be loaded. Its chunks are dropped, so that publishing it again
   * repairs it. If they are sound, the manifest is wrong and is dropped instead, because another
   * model may have the same chunks.
   *
   * @param chunksAreSound true if the chunks match the manifest's digest, so that the manifest
   *     itself is wrong
   */
  void failed(LoadRequest request, String reason, boolean chunksAreSound) {
    Manifest manifest = request.manifest();
    HeldModel model = models.get(manifest.key());
    if (model != null && model.manifest().sameContent(manifest)) {
      if (chunksAreSound || !model.sound() && isSound(manifest.digest())) {
        models.remove(manifest.key());
        dropUnclaimed(manifest.digest());
      } else {
        models.put(manifest.key(), new HeldModel(model.manifest(), false));
        chunks.drop(request.chunks());
      }
    }
    reject(manifest, reason);
  }

  /** Notes that no model is active any more, because the stored one could not be loaded. */
  void vacate() {
    active = null;
  }

  /**
   * Drops the oldest models above the limit. It spares the requested model but not the active one:
   * the active model differs between subtasks during a swap, and all subtasks have to drop the same
   * models. An active model that is dropped classifies until it is replaced.
   */
  private void dropBeyondLimit() {
    while (models.size() > limits.maxModels()) {
      Manifest oldest =
          models.values().stream()
              .map(HeldModel::manifest)
              .filter(manifest -> wanted == null || !wanted.key().equals(manifest.key()))
              .min(Manifest.BY_AGE)
              .orElseThrow();
      models.remove(oldest.key());
      dropUnclaimed(oldest.digest());
      listener.status(
          oldest,
          ModelState.RETIRED,
          "dropped, at most %d models are kept; publish it again to activate it"
              .formatted(limits.maxModels()));
    }
  }

  private void reject(Manifest manifest, String reason) {
    listener.status(manifest, ModelState.REJECTED, reason);
  }

  private boolean isActive(Manifest manifest) {
    return active != null && active.manifest().sameContent(manifest);
  }

  private void dropUnclaimed(String digest) {
    if (!isClaimed(digest)) {
      chunks.drop(digest);
    }
  }
}
