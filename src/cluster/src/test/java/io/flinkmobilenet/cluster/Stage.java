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

/** Cluster, job and traffic that a fault befalls, and the account of what came of it. */
final class Stage {
  /** Far more than a job takes to be itself again, on a machine that has much else to do. */
  private static final Duration PATIENCE = Duration.ofMinutes(8);

  /** Late duplicates come with the next transactions. */
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

  /** What befalls the job while pictures flow. */
  @FunctionalInterface
  interface Fault {
    void strike(Stage stage) throws Exception;
  }

  /**
   * What came of it.
   *
   * @param recoveries seconds from each fault until a picture taken after it could be read
   */
  record Outcome(Account account, List<Double> recoveries) {
    double longestRecovery() {
      return recoveries.isEmpty() ? 0 : Collections.max(recoveries);
    }
  }

  /** Lets pictures flow, strikes, and counts what is where in the end. */
  Outcome run(String name, int atLeast, Fault fault) throws Exception {
    recoveries.clear();
    String version;
    try (Traffic traffic = Traffic.start(cluster.bootstrapServers(), name, rate)) {
      results.firstAfter(Instant.now(), PATIENCE);
      version = job.swap();
      fault.strike(this);
      Await.until(atLeast + " pictures", Duration.ofMinutes(10), () -> traffic.count() >= atLeast);
      Map<Place, Sent> sent = traffic.stop();
      awaitResults(sent);
      requireVersion(version);
      return new Outcome(Account.of(sent, results), List.copyOf(recoveries));
    }
  }

  /** Strikes and measures how long it takes until pictures taken after that can be read. */
  void recoverFrom(Action action, Action remedy) throws Exception {
    action.run();
    Instant struck = Instant.now();
    remedy.run();
    recoveries.add(secondsBetween(struck, results.firstAfter(struck, PATIENCE)));
  }

  /** Stops the job with a savepoint and starts it from there; the clock runs once it is stopped. */
  void restart(int parallelism) throws Exception {
    String[] savepoint = new String[1];
    recoverFrom(() -> savepoint[0] = job.stop(), () -> job.start(parallelism, savepoint[0]));
  }

  /** Something that can fail in many ways. */
  @FunctionalInterface
  interface Action {
    void run() throws Exception;
  }

  /** Waits until every picture was read or no more come, and for the transactions after that. */
  private void awaitResults(Map<Place, Sent> sent) throws Exception {
    try {
      Await.until(
          "all results",
          PATIENCE,
          () -> sent.keySet().stream().noneMatch(place -> results.of(place).isEmpty()));
    } catch (AssertionError lost) {
      // The account tells how many.
    }
    job.awaitRunning();
    job.awaitCheckpoints(CHECKPOINTS_AFTER);
  }

  private void requireVersion(String version) throws IOException {
    if (!results.latest().version().equals(version)) {
      throw new IOException(
          "expected predictions of version %s at last, found %s"
              .formatted(version, results.latest().version()));
    }
  }

  private static double secondsBetween(Instant from, Instant to) {
    return Duration.between(from, to).toMillis() / 1000.0;
  }
}
