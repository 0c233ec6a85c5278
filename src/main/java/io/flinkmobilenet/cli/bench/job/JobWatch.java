package io.flinkmobilenet.cli.bench.job;

import io.flinkmobilenet.cli.local.LocalJob;
import io.flinkmobilenet.cli.terminal.CommandFailure;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A job at work: this thread reads what it says, and waits for it to say enough. */
final class JobWatch implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

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
   * Begins to read.
   *
   * @param outcomes takes what the job says
   * @param progress called now and then, some times a second
   */
  JobWatch(LocalJob job, Outcomes outcomes, Runnable progress)
      throws CommandFailure, InterruptedException {
    this.job = job;
    this.outcomes = outcomes;
    this.progress = progress;
    results = new JobResults(job, outcomes);
  }

  /** Does something on a thread of its own, so that predictions are read meanwhile. */
  Future<?> aside(Task task) {
    return others.submit(
        () -> {
          task.run();
          return null;
        });
  }

  /** What may fail. */
  @FunctionalInterface
  interface Task {
    void run() throws CommandFailure, InterruptedException;
  }

  /** Reads predictions for so long. */
  void pass(Duration time) throws Exception {
    long begin = System.nanoTime();
    while (System.nanoTime() - begin < time.toNanos()) {
      step();
    }
  }

  /** Reads predictions for so long, or until there is one of every picture. */
  void passWhileBusy(Duration time) throws Exception {
    long begin = System.nanoTime();
    while (System.nanoTime() - begin < time.toNanos() && outcomes.predicted() < outcomes.sent()) {
      step();
    }
  }

  /** Reads predictions until something that was begun aside is done. */
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

  /** When a model was first said to be in charge, milliseconds since 1970; null if it was not. */
  Long activeSince(String model) {
    return results.activeSince(model);
  }

  /** Waits until a model has predicted something, and was said to be in charge. */
  void awaitFirst(String model, int from) throws Exception {
    long begin = System.nanoTime();
    while (outcomes.madeBy(model, from, outcomes.sent()).length == 0
        || results.activeSince(model) == null) {
      step();
      if (System.nanoTime() - begin > PATIENCE.toNanos()) {
        throw CommandFailure.input(
            "model %s did not take over within %d s".formatted(model, PATIENCE.toSeconds()), null);
      }
    }
  }

  /** Waits until there is a prediction of every picture. */
  void awaitAll() throws Exception {
    long lastWord = System.nanoTime();
    int predicted = outcomes.predicted();
    while (outcomes.predicted() < outcomes.sent()) {
      step();
      if (outcomes.predicted() > predicted) {
        predicted = outcomes.predicted();
        lastWord = System.nanoTime();
      }
      if (System.nanoTime() - lastWord > PATIENCE.toNanos()) {
        throw CommandFailure.input(
            "the job runs, but said nothing for %d s".formatted(PATIENCE.toSeconds()), null);
      }
    }
  }

  /** Reads the predictions that are there. */
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
