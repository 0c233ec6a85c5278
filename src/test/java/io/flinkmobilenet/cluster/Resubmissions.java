package io.flinkmobilenet.cluster;

import java.time.Duration;
import java.time.Instant;

/** One job after the other on one session cluster: each must leave nothing of its classes. */
final class Resubmissions {
  private static final int EVERY = 5;

  /** Jobs that have ended may be kept by what the next one replaces: a thread, a cache of one. */
  private static final int LAST_ONES = 3;

  private static final double GROWTH = 1.05;

  private Resubmissions() {}

  static boolean hold(LocalCluster cluster, TestJob job, int times) throws Exception {
    System.out.printf(
        "%-12s %14s %9s %14s %9s %10s%n",
        "resubmission", "class loaders", "classes", "metaspace, MB", "heap, MB", "direct, MB");
    Jvm taskManager = new Jvm(cluster.pid(LocalCluster.taskManager(1)));
    double metaspaceEarly = 0;
    double metaspace = 0;
    long loaders = 0;
    try (Results results = Results.of(cluster.bootstrapServers())) {
      for (int time = 1; time <= times; time++) {
        job.start(2, null);
        try (Traffic traffic = Traffic.start(cluster.bootstrapServers(), "again-" + time, 50)) {
          results.firstAfter(Instant.now(), Duration.ofSeconds(60));
          traffic.stop();
        }
        cluster.flink().cancel(job.id());
        Await.until(
            "the end of the job",
            Duration.ofSeconds(60),
            () -> cluster.flink().state(job.id()).equals("CANCELED"));
        if (time % EVERY == 0) {
          taskManager.collectGarbage();
          Gauges gauges = Gauges.of(cluster);
          loaders = taskManager.jobClassLoaders();
          metaspace = gauges.metaspace();
          metaspaceEarly = metaspaceEarly == 0 ? metaspace : metaspaceEarly;
          System.out.printf(
              "%-12d %14d %9.0f %14.1f %9.1f %10.1f%n",
              time,
              loaders,
              gauges.classes(),
              Soak.mebibytes(metaspace),
              Soak.mebibytes(gauges.heap()),
              Soak.mebibytes(gauges.direct()));
        }
      }
    }
    boolean few = Soak.require("at most 3 class loaders of ended jobs", loaders <= LAST_ONES);
    boolean flat =
        Soak.require("metaspace within 5 % of the first", metaspace <= GROWTH * metaspaceEarly);
    return few && flat;
  }
}
