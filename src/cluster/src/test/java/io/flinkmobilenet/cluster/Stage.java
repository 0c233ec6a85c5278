package io.flinkmobilenet.cluster;

import io.flinkmobilenet.cluster.Traffic.Sent;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Causes a fault while a job classifies images, and compares the results with what was sent. */
final class Stage {
  /** Far longer than a job takes to recover, even on a busy machine. */
  private static final Duration PATIENCE = Duration.ofMinutes(8);

  /** Number of checkpoints to wait for, because late duplicates come with the next transactions. */
  private static final int CHECKPOINTS_AFTER = 2;

  final LocalCluster cluster;
  final TestJob job;
  final Path checkpoints;
  private final Results results;
  private final double rate;
  private final List<Double> recoveries = new ArrayList<>();

  Stage(LocalCluster cluster, TestJob job, Path checkpoints, Results results, double rate) {
    this.cluster = cluster;
    this.job = job;
    this.checkpoints = checkpoints;
    this.results = results;
    this.rate = rate;
  }

  /** A fault that happens while images are being classified. */
  @FunctionalInterface
  interface Fault {
    void strike(Stage stage) throws Exception;
  }

  /**
   * Result of a fault.
   *
   * @param recoveries seconds from each fault to the first readable prediction of an image taken
   *     after it
   */
  record Outcome(Account account, List<Double> recoveries) {
    double longestRecovery() {
      return recoveries.isEmpty() ? 0 : Collections.max(recoveries);
    }
  }

  /** Sends images, causes the fault, and compares the results when all have arrived. */
  Outcome run(String name, int atLeast, Fault fault) throws Exception {
    recoveries.clear();
    String version;
    try (Traffic traffic = Traffic.start(cluster.bootstrapServers(), name, rate)) {
      results.firstAfter(Instant.now(), PATIENCE);
      version = job.swap();
      fault.strike(this);
      Await.until(atLeast + " images", Duration.ofMinutes(10), () -> traffic.count() >= atLeast);
      Map<Place, Sent> sent = traffic.stop();
      awaitResults(sent);
      requireVersion(version);
      return new Outcome(Account.of(sent, results), List.copyOf(recoveries));
    }
  }

  /** Causes a fault and measures the time to the first result of an image taken after it. */
  void recoverFrom(Action action, Action remedy) throws Exception {
    action.run();
    Instant struck = Instant.now();
    remedy.run();
    recoveries.add(secondsBetween(struck, results.firstAfter(struck, PATIENCE)));
  }

  /** Stops the job with a savepoint and starts it from there; time counts from when it stopped. */
  void restart(int parallelism) throws Exception {
    String[] savepoint = new String[1];
    recoverFrom(() -> savepoint[0] = job.stop(), () -> job.start(parallelism, savepoint[0]));
  }

  /** An action that may throw any exception. */
  @FunctionalInterface
  interface Action {
    void run() throws Exception;
  }

  /** Waits until every image has a result or time is up, and then for further transactions. */
  private void awaitResults(Map<Place, Sent> sent) throws Exception {
    try {
      Await.until(
          "all results",
          PATIENCE,
          () -> sent.keySet().stream().noneMatch(place -> results.of(place).isEmpty()));
    } catch (AssertionError lost) {
      // The account counts the lost images.
    }
    job.awaitRunning();
    job.awaitCheckpoints(CHECKPOINTS_AFTER);
  }

  private void requireVersion(String version) throws IOException {
    if (!results.latest().version().equals(version)) {
      throw new IOException(
          "expected the last prediction from version %s, found %s"
              .formatted(version, results.latest().version()));
    }
  }

  private static double secondsBetween(Instant from, Instant to) {
    return Duration.between(from, to).toMillis() / 1000.0;
  }
}
