package io.flinkmobilenet.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Sends twice as many images as the job can classify, and then half as many. */
final class Overload {
  private static final int MEASURED = 10_000;
  private static final int SAMPLES = 10;
  private static final double NO_FASTER = 1.1;
  private static final double HEAP_GROWTH = 1.2;
  private static final double DIRECT_GROWTH = 1.1;

  /** Latency is normal again if its 99th percentile is at most this many times the earlier one. */
  private static final double NORMAL = 2;

  private final LocalCluster cluster;
  private final TestJob job;
  private final Duration time;
  private final List<Gauges> samples = new ArrayList<>();

  Overload(LocalCluster cluster, TestJob job, Duration time) {
    this.cluster = cluster;
    this.job = job;
    this.time = time;
  }

  boolean holds() throws Exception {
    job.start(2, null);
    try (Results results = Results.of(cluster.bootstrapServers())) {
      double capacity = capacity(results);
      double before = steady(results, capacity / 2);
      System.out.printf(
          "capacity %.0f images per second; p99 %.0f ms at half of it%n", capacity, before);
      // Checkpoints that failed before all tasks ran do not count.
      long failedBefore = cluster.flink().checkpoints(job.id(), "failed");
      overload(2 * capacity);
      double waiting = samples.get(samples.size() - 1).waiting();
      double drained = drain();
      double normal = untilNormal(before, capacity / 2);
      long failed = cluster.flink().checkpoints(job.id(), "failed") - failedBefore;
      cluster.flink().cancel(job.id());
      System.out.printf(
          "%.0f images waited at the end; read within %.0f s, latency normal after another %.0f"
              + " s%n",
          waiting, drained, normal);
      return judge(normal, failed);
    }
  }

  /** Images per second under full load, once the JVM no longer gets faster. */
  private double capacity(Results results) throws Exception {
    double before = 0;
    while (true) {
      double now = pace(results);
      System.out.printf("%.0f images per second%n", now);
      if (now < NO_FASTER * before) {
        return Math.max(before, now);
      }
      before = now;
    }
  }

  private double pace(Results results) throws Exception {
    int before = results.all().size();
    Instant start = Instant.now();
    int wanted = before + MEASURED;
    try (Traffic traffic = Traffic.start(cluster.bootstrapServers(), "capacity", 1e9)) {
      Await.until(
          MEASURED + " images sent", Duration.ofMinutes(2), () -> traffic.count() >= MEASURED);
      traffic.stop();
    }
    Await.until(MEASURED + " results", Duration.ofMinutes(3), () -> results.all().size() >= wanted);
    Await.until("an empty backlog", Duration.ofMinutes(3), () -> Gauges.of(cluster).waiting() == 0);
    double seconds = Duration.between(start, Instant.now()).toMillis() / 1000.0;
    return (results.all().size() - before) / seconds;
  }

  /** The latency at a rate that the job can sustain. */
  private double steady(Results results, double rate) throws Exception {
    try (Traffic traffic = Traffic.start(cluster.bootstrapServers(), "steady", rate)) {
      Await.until("steady traffic", Duration.ofMinutes(3), () -> traffic.count() >= MEASURED);
      double latency = Gauges.of(cluster).latency99();
      traffic.stop();
      return latency;
    }
  }

  private void overload(double rate) throws Exception {
    System.out.printf(
        "%-8s %10s %10s %12s %10s %12s%n",
        "second", "heap, MB", "direct, MB", "back-pr., ms", "waiting", "p99, ms");
    Jvm taskManager = new Jvm(cluster.pid(LocalCluster.taskManager(1)));
    Instant start = Instant.now();
    try (Traffic traffic = Traffic.start(cluster.bootstrapServers(), "overload", rate)) {
      for (int sample = 1; sample <= SAMPLES; sample++) {
        // The overload must last for a given time, so this waits for time and not for a condition.
        long due = time.toMillis() * sample / SAMPLES;
        TimeUnit.MILLISECONDS.sleep(
            Math.max(0, due - Duration.between(start, Instant.now()).toMillis()));
        double heldUp = Gauges.of(cluster).heldUp();
        taskManager.collectGarbage();
        Gauges gauges = Gauges.of(cluster);
        samples.add(gauges);
        System.out.printf(
            "%-8d %10.1f %10.1f %12.0f %10.0f %12.0f%n",
            due / 1000,
            Soak.mebibytes(gauges.heap()),
            Soak.mebibytes(gauges.direct()),
            heldUp,
            gauges.waiting(),
            gauges.latency99());
      }
      traffic.stop();
    }
  }

  private double drain() throws Exception {
    Instant start = Instant.now();
    Await.until(
        "the end of the backlog",
        time.multipliedBy(4).plusMinutes(2),
        () -> Gauges.of(cluster).waiting() == 0);
    return Duration.between(start, Instant.now()).toMillis() / 1000.0;
  }

  private double untilNormal(double before, double rate) throws Exception {
    Instant start = Instant.now();
    try (Traffic traffic = Traffic.start(cluster.bootstrapServers(), "after", rate)) {
      Await.until(
          "latency as before",
          Duration.ofMinutes(3),
          () -> Gauges.of(cluster).latency99() <= NORMAL * before);
      traffic.stop();
    }
    return Duration.between(start, Instant.now()).toMillis() / 1000.0;
  }

  private boolean judge(double normal, long failed) {
    Gauges early = samples.get(1);
    Gauges late = samples.get(samples.size() - 1);
    boolean heap =
        Soak.require("heap within a fifth of the first", late.heap() <= HEAP_GROWTH * early.heap());
    boolean direct =
        Soak.require(
            "direct memory within a tenth", late.direct() <= DIRECT_GROWTH * early.direct());
    boolean pressed =
        Soak.require("back-pressure was seen", samples.stream().anyMatch(it -> it.heldUp() > 100));
    boolean checkpoints = Soak.require("no failed checkpoint", failed == 0);
    boolean latency = Soak.require("latency back within a minute", normal <= 60);
    return heap && direct && pressed && checkpoints && latency;
  }
}
