package io.flinkmobilenet.bench.job;

import io.flinkmobilenet.cli.terminal.CommandFailure;
import io.flinkmobilenet.kafka.KafkaNotReadyException;
import io.flinkmobilenet.showcase.local.LocalJob;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Watches a running job: reads its results on the calling thread and waits until there are enough.
 */
final class JobWatch implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofMinutes(2);

  private final LocalJob job;
  private final Outcomes outcomes;
  private final JobResults results;
  private final Runnable progress;
  private final ExecutorService others =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, ResourceUse.OWN_PREFIX + "helper");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * Starts reading.
   *
   * @param outcomes receives the job's results
   * @param progress called several times per second
   */
  JobWatch(LocalJob job, Outcomes outcomes, Runnable progress) throws KafkaNotReadyException {
    this.job = job;
    this.outcomes = outcomes;
    this.progress = progress;
    results = new JobResults(job, outcomes);
  }

  /** Runs a task on another thread, so that predictions are read meanwhile. */
  Future<?> aside(Task task) {
    return others.submit(
        () -> {
          task.run();
          return null;
        });
  }

  /** A task that may fail. */
  @FunctionalInterface
  interface Task {
    void run() throws Exception;
  }

  /** Reads predictions for the given time. */
  void pass(Duration time) throws Exception {
    long begin = System.nanoTime();
    while (System.nanoTime() - begin < time.toNanos()) {
      step();
    }
  }

  /** Reads predictions for the given time, or until there is one for every image. */
  void passWhileBusy(Duration time) throws Exception {
    long begin = System.nanoTime();
    while (System.nanoTime() - begin < time.toNanos() && outcomes.predicted() < outcomes.sent()) {
      step();
    }
  }

  /** Reads predictions until a task on another thread is done. */
  void await(Future<?> task) throws Exception {
    while (!task.isDone()) {
      step();
    }
    try {
      task.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }

  /**
   * Time at which the job first reported a model as active, milliseconds since 1970; null if it has
   * not.
   */
  Long activeSince(String model) {
    return results.activeSince(model);
  }

  /** Waits until a model has made a prediction and was reported as active. */
  void awaitFirst(String model, int from) throws Exception {
    long begin = System.nanoTime();
    while (outcomes.madeBy(model, from, outcomes.sent()).length == 0
        || results.activeSince(model) == null) {
      step();
      if (System.nanoTime() - begin > TIMEOUT.toNanos()) {
        throw CommandFailure.input(
            "model %s did not become active within %d s".formatted(model, TIMEOUT.toSeconds()),
            null);
      }
    }
  }

  /**
   * Waits until a deployment was reported as active.
   *
   * @return the time of the report, milliseconds since 1970
   */
  long awaitInForce(long epoch) throws Exception {
    long begin = System.nanoTime();
    while (results.inForceSince(epoch) == null) {
      step();
      if (System.nanoTime() - begin > TIMEOUT.toNanos()) {
        throw CommandFailure.input(
            "deployment with epoch %d did not become active within %d s"
                .formatted(epoch, TIMEOUT.toSeconds()),
            null);
      }
    }
    return results.inForceSince(epoch);
  }

  /** Waits until there is a prediction for every image. */
  void awaitAll() throws Exception {
    long lastWord = System.nanoTime();
    int predicted = outcomes.predicted();
    while (outcomes.predicted() < outcomes.sent()) {
      step();
      if (outcomes.predicted() > predicted) {
        predicted = outcomes.predicted();
        lastWord = System.nanoTime();
      }
      if (System.nanoTime() - lastWord > TIMEOUT.toNanos()) {
        throw CommandFailure.input(
            "the job is running, but gave no result for %d s".formatted(TIMEOUT.toSeconds()), null);
      }
    }
  }

  /** Reads the available predictions. */
  void step() throws Exception {
    results.take();
    job.requireRunning();
    progress.run();
  }

  @Override
  public void close() {
    others.shutdownNow();
    results.close();
  }
}
