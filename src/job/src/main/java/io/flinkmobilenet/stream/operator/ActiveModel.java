package io.flinkmobilenet.stream.operator;

import io.flinkmobilenet.protocol.ModelMessage;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.util.function.ThrowingRunnable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds one subtask's active model and loads the next one in the background.
 *
 * <p>All methods are called by the task's thread. A model loaded by the background thread arrives
 * through the mailbox, between two records, so that a swap only replaces one reference.
 */
final class ActiveModel {
  private static final Logger LOG = LoggerFactory.getLogger(ActiveModel.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration REMINDER = Duration.ofSeconds(30);
  private static final Duration CLOSING = Duration.ofSeconds(10);

  private final ModelLedger ledger;
  private final ModelLoader loader;
  private final MailboxExecutor mailbox;
  private final Consumer<LoadedModel> newModel;
  private final ExecutorService background;
  private LoadedModel current;
  private boolean loading;

  /** Loaded in the background but not yet taken over: the mailbox may close in between. */
  private volatile LoadedModel arrived;

  ActiveModel(
      ModelLedger ledger,
      ModelLoader loader,
      MailboxExecutor mailbox,
      Consumer<LoadedModel> newModel,
      String threadName) {
    this.ledger = ledger;
    this.loader = loader;
    this.mailbox = mailbox;
    this.newModel = newModel;
    this.background =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread thread = new Thread(task, threadName);
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Returns the model to classify with; null until there is one. */
  LoadedModel current() {
    return current;
  }

  /** Loads the requested model of a checkpoint, or its active model if that cannot be loaded. */
  void restore() {
    ledger.forgetUntrusted();
    ledger.wantedLoad().ifPresent(this::loadNow);
    if (current == null) {
      ledger.activeLoad().ifPresent(this::loadAsBefore);
    }
    if (current == null) {
      ledger.vacate();
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
        reading.next(POLL).forEach(message -> ledger.accept(SharedChunks.share(message)));
        if (!reading.atEnd()) {
          continue;
        }
        ledger.wantedLoad().ifPresent(this::loadNow);
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

  private void loadAsBefore(LoadRequest request) {
    try {
      take(loader.load(request));
    } catch (UnusableModelException e) {
      refuse(request, e);
    }
  }

  private void place(LoadRequest request, LoadedModel model) {
    if (ledger.loaded(request)) {
      take(model);
    } else {
      model.close();
    }
  }

  private void take(LoadedModel model) {
    LoadedModel previous = current;
    current = model;
    LOG.info("Model {} is active, digest {}", model.manifest().key(), model.manifest().digest());
    newModel.accept(model);
    if (previous != null) {
      previous.close();
    }
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
    for (LoadedModel model : new LoadedModel[] {current, arrived}) {
      if (model != null) {
        model.close();
      }
    }
    current = null;
    arrived = null;
  }
}
