package io.flinkmobilenet.stream.operator;

import io.flinkmobilenet.event.ModelState;
import io.flinkmobilenet.event.ModelStatus;
import io.flinkmobilenet.protocol.ActivationRequest;
import io.flinkmobilenet.protocol.Chunk;
import io.flinkmobilenet.protocol.ChunkKey;
import io.flinkmobilenet.protocol.Deployment;
import io.flinkmobilenet.protocol.Manifest;
import io.flinkmobilenet.protocol.MergeRule;
import io.flinkmobilenet.protocol.ModelKey;
import io.flinkmobilenet.protocol.ModelMessage;
import io.flinkmobilenet.protocol.ModelRequest;
import io.flinkmobilenet.protocol.Removal;
import io.flinkmobilenet.protocol.RolloutDecision;
import io.flinkmobilenet.protocol.Unreadable;
import io.flinkmobilenet.protocol.signing.TrustedKeys;
import io.flinkmobilenet.stream.config.ModelLimits;
import io.flinkmobilenet.stream.state.HeldModel;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The state machine of the model protocol: it knows the announced models, the request that counts
 * and the one in force.
 *
 * <p>The order of the messages does not change which models are active in the end: chunks are
 * assembled by index, and everything else is merged by {@link MergeRule}. Repeated messages change
 * nothing. The ledger builds no network itself: it names the next model to load and is notified of
 * the result. Until all models of a request are loaded, and if one is unusable, the request before
 * it stays in force.
 */
final class ModelLedger {
  /** Number of remembered keys from which on those of dropped chunks are forgotten. */
  private static final int MOST_AHEAD = 10_000;

  private final ModelLimits limits;
  private final ModelTrust trust;
  private final StatusListener listener;
  private final MergeRule rule;
  private final Map<ModelKey, HeldModel> models = new TreeMap<>();
  private final ChunkStore chunks = new ChunkStore();
  private final Set<ChunkKey> ahead = new HashSet<>();
  private final SeenRequests seen = new SeenRequests();
  private final Requests requests = new Requests(this::announced);

  ModelLedger(ModelLimits limits, TrustedKeys trusted, StatusListener listener) {
    this.limits = limits;
    this.listener = status -> listener.status(withEpoch(status));
    this.trust = new ModelTrust(trusted, this.listener);
    this.rule = MergeRule.withCopies(trust::prefers);
  }

  /** Adds the epoch that the next activation request has to exceed. */
  private ModelStatus withEpoch(ModelStatus status) {
    ModelRequest wanted = requests.wanted();
    status.setEpoch(wanted == null ? null : wanted.epoch());
    return status;
  }

  /** Returns the manifest of an announced model; null if there is none. */
  private Manifest announced(ModelKey key) {
    HeldModel model = models.get(key);
    return model == null ? null : model.manifest();
  }

  void restore(LedgerContents contents) {
    contents.models().forEach(model -> models.put(model.manifest().key(), model));
    contents.chunks().stream().map(SharedChunks::share).forEach(chunks::put);
    requests.restore(contents.wanted(), contents.inForce(), contents.decision());
  }

  /**
   * Forgets what was accepted while other keys, or none, were trusted. There may be no active model
   * afterwards.
   */
  void forgetUntrusted() {
    Set<Manifest> untrusted = new LinkedHashSet<>();
    claims().filter(manifest -> trust.objection(manifest).isPresent()).forEach(untrusted::add);
    models.values().removeIf(model -> untrusted.contains(model.manifest()));
    InForce inForce = requests.inForce();
    if (inForce != null && (isUntrusted(inForce) || untrusted.stream().anyMatch(inForce::has))) {
      requests.vacate();
    }
    if (requests.wanted() != null && trust.objection(requests.wanted()).isPresent()) {
      requests.forgetWanted();
    }
    for (Manifest manifest : untrusted) {
      dropUnclaimed(manifest.digest());
      refuse(manifest.key(), manifest.digest(), trust.objection(manifest).orElseThrow());
    }
  }

  /** An activation in force is trusted if its model is; its signature is not kept. */
  private boolean isUntrusted(InForce inForce) {
    return inForce.request() instanceof Deployment deployment
        && trust.objection(deployment).isPresent();
  }

  LedgerContents contents() {
    return new LedgerContents(
        List.copyOf(models.values()),
        chunks.all(chunk -> !isOwn(chunk)),
        chunks.all(this::isOwn),
        requests.wanted(),
        requests.inForce(),
        requests.decision());
  }

  /** Returns whether other subtasks may not have the chunk: {@link LedgerContents#ownChunks}. */
  private boolean isOwn(Chunk chunk) {
    return ahead.contains(new ChunkKey(chunk.digest(), chunk.index()))
        || manifestsInForce().anyMatch(manifest -> manifest.digest().equals(chunk.digest()))
            && models.values().stream()
                .noneMatch(model -> model.manifest().digest().equals(chunk.digest()));
  }

  /** Returns the number of announced models. */
  int size() {
    return models.size();
  }

  /** Returns the bytes of all chunks. */
  long bytes() {
    return chunks.bytes();
  }

  /** Returns the request that classifies. */
  Optional<InForce> inForce() {
    return Optional.ofNullable(requests.inForce());
  }

  /** Returns the latest decision about a plan; null before the first. */
  RolloutDecision decision() {
    return requests.decision();
  }

  /** Whether the request that counts names the model. */
  boolean needs(ModelKey key) {
    return requests.needs(key);
  }

  /** Whether the model is loaded for a request that is not in force yet. */
  boolean isPrepared(Manifest manifest) {
    return requests.isLoaded(manifest);
  }

  /** Describes what is missing before the request that counts can take effect. */
  String missing() {
    return missingPart() + trust.lastRefusal();
  }

  private String missingPart() {
    if (requests.wanted() == null) {
      return "an activation";
    }
    ModelKey missing = requests.missing().orElse(null);
    HeldModel model = missing == null ? null : models.get(missing);
    if (model == null) {
      return "the manifest of model %s (if it was dropped, publish it again)".formatted(missing);
    }
    return "%d of %d chunks of model %s"
        .formatted(
            model.manifest().chunks() - chunks.of(model.manifest()).size(),
            model.manifest().chunks(),
            missing);
  }

  /** Accepts a message that is read ahead of the stream, in which it comes again. */
  void acceptAhead(ModelMessage message) {
    accept(message);
    if (message instanceof Chunk chunk) {
      ahead.add(new ChunkKey(chunk.digest(), chunk.index()));
      if (ahead.size() > MOST_AHEAD) {
        ahead.retainAll(chunks.keys());
      }
    }
  }

  void accept(ModelMessage message) {
    if (message instanceof Chunk chunk && !ahead.isEmpty()) {
      ahead.remove(new ChunkKey(chunk.digest(), chunk.index()));
    }
    if (message instanceof Manifest manifest) {
      accept(manifest);
    } else if (message instanceof Chunk chunk) {
      accept(chunk);
    } else if (message instanceof ModelRequest request) {
      accept(request);
    } else if (message instanceof RolloutDecision decision) {
      requests.decide(decision);
    } else if (message instanceof Removal removal) {
      accept(removal);
    } else if (message instanceof Unreadable unreadable) {
      accept(unreadable);
    }
    takeOver();
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
          "expected at most %d bytes (--max-model-bytes), found %d"
              .formatted(limits.maxBytes(), manifest.bytes()));
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
    if (requests.isInForce(manifest)
        && trust.prefers(manifest, requests.inForce().find(manifest.key()).orElseThrow())) {
      requests.replace(manifest);
    }
    chunks.trim(manifest.digest(), chunksOf(manifest.digest()));
    dropBeyondLimit();
  }

  /** Reports an announcement that is not accepted, together with the state of its model. */
  private void refuse(ModelKey key, String digest, String reason) {
    HeldModel held = models.get(key);
    boolean known = held != null && held.sound() && held.manifest().digest().equals(digest);
    boolean leads = known && requests.isInForce(held.manifest());
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
    return manifestsInForce().anyMatch(manifest -> manifest.digest().equals(digest))
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
    return Stream.concat(models.values().stream().map(HeldModel::manifest), manifestsInForce());
  }

  private Stream<Manifest> manifestsInForce() {
    return inForce().stream().flatMap(serving -> serving.manifests().stream());
  }

  private void accept(ModelRequest request) {
    boolean cameBefore = !seen.add(request);
    if (!requests.isReplacedBy(request)) {
      if (!cameBefore && !request.isOf(requests.wanted())) {
        // Reported, because after re-creating a topic epochs may start at 1 again, without effect.
        refuse(
            request,
            "it is ignored: the %s counts; send it again with a higher epoch"
                .formatted(requests.wanted().title()));
      }
      return;
    }
    Optional<String> objection = trust.objection(request).or(() -> excess(request));
    if (objection.isPresent()) {
      refuse(request, objection.get());
      return;
    }
    requests.want(request);
    waits();
  }

  /**
   * Returns why a request needs more models than the limits allow; empty if it does not. One of the
   * models that are kept must be free for the next one, which is published before it is requested.
   */
  private Optional<String> excess(ModelRequest request) {
    int most = Math.min(limits.maxLoaded(), limits.maxModels() - 1);
    int models = request.models().size();
    return models <= most
        ? Optional.empty()
        : Optional.of(
            "expected at most %d models (--max-loaded-models %d, --max-models %d), found %d"
                .formatted(most, limits.maxLoaded(), limits.maxModels(), models));
  }

  private void refuse(ModelRequest request, String reason) {
    if (request instanceof Deployment deployment) {
      trust.refused(deployment, reason);
    } else if (request instanceof ActivationRequest activation) {
      HeldModel held = models.get(activation.key());
      refuse(
          activation.key(),
          held == null ? "" : held.manifest().digest(),
          "activation with epoch %d: %s".formatted(activation.epoch(), reason));
    }
  }

  /** Reports what a deployment waits for, if it does. */
  private void waits() {
    if (requests.wanted() instanceof Deployment deployment && requests.missing().isPresent()) {
      listener.status(deployment, ModelState.RECEIVED, "waits for " + missingPart());
    }
  }

  /** Refuses the request that counts; the one in force counts again. */
  void refuseWanted(String reason) {
    ModelRequest refused = requests.wanted();
    requests.abandon();
    refuse(refused, reason);
  }

  private void accept(Removal removal) {
    HeldModel model = models.remove(removal.key());
    if (model != null) {
      boolean stays = requests.isInForce(model.manifest());
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

  /** Returns a model of the request that counts if it can be loaded and is not loaded yet. */
  Optional<LoadRequest> wantedLoad() {
    return requests.wanted() == null
        ? Optional.empty()
        : requests.wanted().models().stream()
            .map(this::announced)
            .filter(Objects::nonNull)
            .filter(manifest -> !requests.isInForce(manifest) && !requests.isLoaded(manifest))
            .flatMap(manifest -> request(manifest).stream())
            .findFirst();
  }

  /** Returns the models that were in force when the contents were stored; empty if one is lost. */
  Optional<List<LoadRequest>> activeLoads() {
    List<LoadRequest> loads = manifestsInForce().flatMap(each -> request(each).stream()).toList();
    return loads.isEmpty() || loads.size() < inForce().orElseThrow().manifests().size()
        ? Optional.empty()
        : Optional.of(loads);
  }

  /** Returns the next model to load: a requested one, else a complete one never loaded before. */
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
   * @return whether the request that counts needs it
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
    if (!requests.needs(manifest.key()) || requests.isInForce(manifest)) {
      return false;
    }
    requests.loaded(model.manifest());
    takeOver();
    return true;
  }

  private void takeOver() {
    InForce before = requests.inForce();
    if (!requests.takeOver()) {
      return;
    }
    InForce now = requests.inForce();
    String what = now.request().deploymentName().map(name -> ", deployment " + name).orElse("");
    for (Manifest manifest : now.manifests()) {
      boolean again = before != null && before.has(manifest);
      listener.status(
          manifest,
          ModelState.ACTIVE,
          "%s, epoch %d%s"
              .formatted(again ? "activated again" : "active", now.request().epoch(), what));
    }
    if (now.request() instanceof Deployment deployment) {
      listener.status(deployment, ModelState.ACTIVE, "in force");
    }
    if (before != null) {
      retire(before, now);
    }
  }

  private void retire(InForce before, InForce now) {
    String by =
        now.request() instanceof ActivationRequest activation
            ? activation.key().toString()
            : now.request().title();
    for (Manifest manifest : before.manifests()) {
      if (!now.has(manifest)) {
        listener.status(manifest, ModelState.RETIRED, "replaced by " + by);
        dropUnclaimed(manifest.digest());
      }
    }
    if (before.request() instanceof Deployment deployment && !deployment.isOf(now.request())) {
      listener.status(deployment, ModelState.RETIRED, "replaced by " + now.request().title());
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
    if (requests.needs(manifest.key())) {
      waits();
    }
  }

  /** Notes that nothing is in force any more, because the stored models could not be loaded. */
  void vacate() {
    requests.vacate();
  }

  /**
   * Drops the oldest models above the limit. It spares the requested models but not the active
   * ones: these differ between subtasks during a swap, and all subtasks have to drop the same
   * models. An active model that is dropped classifies until it is replaced.
   */
  private void dropBeyondLimit() {
    while (models.size() > limits.maxModels()) {
      Optional<Manifest> oldest =
          models.values().stream()
              .map(HeldModel::manifest)
              .filter(manifest -> !requests.needs(manifest.key()))
              .min(Manifest.BY_AGE);
      if (oldest.isEmpty()) {
        // The request was accepted with a higher limit.
        return;
      }
      drop(oldest.get());
    }
  }

  private void drop(Manifest manifest) {
    models.remove(manifest.key());
    dropUnclaimed(manifest.digest());
    listener.status(
        manifest,
        ModelState.RETIRED,
        "dropped, at most %d models are kept; publish it again to activate it"
            .formatted(limits.maxModels()));
  }

  private void reject(Manifest manifest, String reason) {
    listener.status(manifest, ModelState.REJECTED, reason);
  }

  private void dropUnclaimed(String digest) {
    if (!isClaimed(digest)) {
      chunks.drop(digest);
    }
  }
}
