package io.flinkmobilenet.stream.operator;

import io.flinkmobilenet.protocol.Manifest;
import io.flinkmobilenet.protocol.ModelKey;
import io.flinkmobilenet.protocol.ModelMessage;
import io.flinkmobilenet.protocol.RolloutDecision;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.util.function.ThrowingRunnable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds one subtask's active models and loads the next ones in the background.
 *
 * <p>All methods are called by the task's thread. A model loaded by the background thread arrives
 * through the mailbox, between two records, so that a swap only replaces one reference, whether a
 * request has one model or several.
 */
final class ActiveModels {
  private static final Logger LOG = LoggerFactory.getLogger(ActiveModels.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration REMINDER = Duration.ofSeconds(30);
  private static final Duration CLOSING = Duration.ofSeconds(10);

  private final ModelLedger ledger;
  private final ModelLoader loader;
  private final MailboxExecutor mailbox;
  private final long maxLoadedBytes;
  private final Consumer<ActiveDeployment> listener;
  private final ExecutorService background;

  /** Models that are loaded for a request that is not in force yet. */
  private final Map<ModelKey, LoadedModel> prepared = new HashMap<>();

  private ActiveDeployment current;
  private boolean loading;

  /** Loaded in the background but not yet taken over: the mailbox may close in between. */
  private volatile LoadedModel arrived;

  ActiveModels(
      ModelLedger ledger,
      ModelLoader loader,
      MailboxExecutor mailbox,
      long maxLoadedBytes,
      Consumer<ActiveDeployment> listener,
      String threadName) {
    this.ledger = ledger;
    this.loader = loader;
    this.mailbox = mailbox;
    this.maxLoadedBytes = maxLoadedBytes;
    this.listener = listener;
    this.background =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread thread = new Thread(task, threadName);
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Returns what to classify with; null until there is something. */
  ActiveDeployment current() {
    return current;
  }

  /** Loads the models of a checkpoint: those in force, then those of the request that counts. */
  void restore() {
    ledger.forgetUntrusted();
    ledger.activeLoads().ifPresent(this::loadAsBefore);
    if (current == null) {
      ledger.vacate();
    }
    loadWanted();
  }

  /** Loads all models of the request that counts, as far as they are complete. */
  private void loadWanted() {
    for (Optional<LoadRequest> next = ledger.wantedLoad();
        next.isPresent();
        next = ledger.wantedLoad()) {
      loadNow(next.get());
    }
  }

  /**
   * Waits until a model is active. At the end of the history it waits for new messages, or fails if
   * the job is bounded.
   */
  void await(ModelHistory history, boolean bounded) throws InterruptedException {
    try (ModelHistory.Reading reading = history.open()) {
      long reminder = System.nanoTime();
      while (current == null) {
        reading.next(POLL).forEach(message -> ledger.acceptAhead(SharedChunks.share(message)));
        if (!reading.atEnd()) {
          continue;
        }
        loadWanted();
        if (current == null && bounded) {
          throw new SuppressRestartsException(
              new IllegalStateException(
                  "no model to classify with: the models topic ends without " + ledger.missing()));
        }
        if (current == null && System.nanoTime() - reminder >= 0) {
          LOG.warn("No model yet; images wait in Kafka. Waiting for {}", ledger.missing());
          reminder = System.nanoTime() + REMINDER.toNanos();
        }
      }
    }
  }

  void accept(ModelMessage message) {
    ledger.accept(SharedChunks.share(message));
    takeOver();
    follow();
    loadNext();
  }

  /**
   * Waits until all models are loaded: after the operator's end nothing may be emitted any more,
   * not even a status.
   */
  void finish() throws InterruptedException {
    while (loading) {
      mailbox.yield();
    }
  }

  /** Starts to load the next model, if there is one and none is being loaded. */
  void loadNext() {
    if (loading) {
      return;
    }
    Optional<LoadRequest> next = ledger.nextLoad();
    next.ifPresent(
        request -> {
          loading = true;
          background.execute(() -> loadInBackground(request));
        });
  }

  private void loadInBackground(LoadRequest request) {
    try {
      arrived = loader.load(request);
      mail(() -> finish(request));
    } catch (UnusableModelException e) {
      mail(() -> fail(request, e));
    } catch (Throwable e) {
      // Not caused by the model, but for example by lack of memory: the job has to fail.
      mail(
          () -> {
            throw new IllegalStateException("could not load " + request.manifest().key(), e);
          });
    }
  }

  private void mail(ThrowingRunnable<Exception> letter) {
    try {
      mailbox.execute(letter, "model loaded");
    } catch (RejectedExecutionException e) {
      LOG.debug("The task ended before it could take over the loaded model", e);
    }
  }

  private void finish(LoadRequest request) {
    LoadedModel model = arrived;
    arrived = null;
    loading = false;
    place(request, model);
    loadNext();
  }

  private void fail(LoadRequest request, UnusableModelException e) {
    loading = false;
    refuse(request, e);
    loadNext();
  }

  private void loadNow(LoadRequest request) {
    try {
      place(request, loader.load(request));
    } catch (UnusableModelException e) {
      refuse(request, e);
    }
  }

  /** Loads what was in force before a restart, all of it or nothing. */
  private void loadAsBefore(List<LoadRequest> requests) {
    Map<ModelKey, LoadedModel> models = new HashMap<>();
    for (LoadRequest request : requests) {
      try {
        models.put(request.manifest().key(), loader.load(request));
      } catch (UnusableModelException e) {
        models.values().forEach(LoadedModel::close);
        refuse(request, e);
        return;
      }
    }
    use(new ActiveDeployment(ledger.inForce().orElseThrow(), models));
  }

  private void place(LoadRequest request, LoadedModel model) {
    ModelKey key = request.manifest().key();
    if (ledger.needs(key)) {
      refuseIfTooLarge(model);
    }
    if (ledger.loaded(request)) {
      LoadedModel replaced = prepared.put(key, model);
      if (replaced != null) {
        replaced.close();
      }
    } else {
      model.close();
    }
    takeOver();
  }

  /** Refuses the request that counts if its models together take too much memory. */
  private void refuseIfTooLarge(LoadedModel next) {
    long bytes = next.bytes();
    for (LoadedModel model : prepared.values()) {
      bytes += model.bytes();
    }
    if (current != null) {
      for (LoadedModel model : current.loaded()) {
        bytes += ledger.needs(model.manifest().key()) ? model.bytes() : 0;
      }
    }
    if (bytes > maxLoadedBytes) {
      ledger.refuseWanted(
          "its models take %d bytes of memory or more, limit %d (--max-loaded-bytes)"
              .formatted(bytes, maxLoadedBytes));
    }
  }

  /** Moves to what the ledger has put in force; does nothing if that is in use already. */
  private void takeOver() {
    InForce inForce = ledger.inForce().orElse(null);
    if (inForce != null && !isInUse(inForce)) {
      ActiveDeployment previous = current;
      Map<ModelKey, LoadedModel> models = new HashMap<>();
      for (Manifest manifest : inForce.manifests()) {
        LoadedModel ready = prepared.remove(manifest.key());
        models.put(manifest.key(), ready == null ? previous.model(manifest.key()) : ready);
      }
      use(new ActiveDeployment(inForce, models));
      if (previous != null) {
        closeAll(previous.loaded(), model -> models.get(model.manifest().key()) != model);
      }
    }
    closeAll(prepared.values(), model -> !ledger.isPrepared(model.manifest()));
    prepared.values().removeIf(model -> !ledger.isPrepared(model.manifest()));
  }

  /** A better copy of a manifest in force changes nothing here. */
  private boolean isInUse(InForce inForce) {
    return current != null
        && current.request() == inForce.request()
        && inForce.manifests().stream().allMatch(current.inForce()::has);
  }

  private static void closeAll(Collection<LoadedModel> models, Predicate<LoadedModel> condition) {
    models.stream().filter(condition).forEach(LoadedModel::close);
  }

  private void use(ActiveDeployment deployment) {
    current = deployment;
    for (LoadedModel model : deployment.loaded()) {
      LOG.info("Model {} is active, digest {}", model.manifest().key(), model.manifest().digest());
    }
    follow();
    listener.accept(deployment);
  }

  /** Moves the plan in force to the step that was decided. */
  private void follow() {
    RolloutDecision decision = ledger.decision();
    if (current != null && decision != null && decision.epoch() == current.request().epoch()) {
      current.router().moveTo(decision.step());
    }
  }

  /** Returns whether the plan in force has something left to decide. */
  boolean isDeciding() {
    RolloutDecision decision = ledger.decision();
    return current.request().plan().filter(plan -> !plan.paused()).isPresent()
        && (decision == null
            || decision.epoch() != current.request().epoch()
            || !decision.complete());
  }

  private void refuse(LoadRequest request, UnusableModelException e) {
    LOG.warn("Model {} is unusable: {}", request.manifest().key(), Brief.of(e.getMessage()));
    ledger.failed(request, e.getMessage(), e.chunksAreSound());
  }

  /** Waits for the background thread, so that no thread of the job's class loader keeps running. */
  void close() throws InterruptedException {
    background.shutdownNow();
    if (!background.awaitTermination(CLOSING.toMillis(), TimeUnit.MILLISECONDS)) {
      LOG.warn("A model is still being loaded {} after the end of the task", CLOSING);
    }
    closeAll(prepared.values(), model -> true);
    prepared.clear();
    if (current != null) {
      closeAll(current.loaded(), model -> true);
    }
    if (arrived != null) {
      arrived.close();
    }
    current = null;
    arrived = null;
  }
}
