package io.flinkmobilenet.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs one job after the other on one session cluster. None may leave classes behind, neither in
 * the TaskManager that ran it nor in the JobManager, whose threads built it.
 */
final class Resubmissions {
  private static final int EVERY = 5;

  /** The last ended jobs may be kept by objects that the next job replaces, such as a thread. */
  private static final int LAST_ONES = 3;

  /**
   * Largest growth of the metaspace in the second half. In the first half the compiler still stores
   * profiles of Flink's own methods there; the classes of one job take many times as much.
   */
  private static final double GROWTH = 1.02;

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private Resubmissions() {}

  /** One of the two observed processes. */
  private static final class Watched {
    private final String name;
    private final Jvm jvm;
    private boolean seen;
    private final List<Double> metaspace = new ArrayList<>();
    private long loaders;

    Watched(String name, Jvm jvm) {
      this.name = name;
      this.jvm = jvm;
    }

    /**
     * Checks that class loaders of a running job are counted; otherwise counting 0 proves nothing.
     */
    void whileRunning() throws Exception {
      seen |= jvm.jobClassLoaders() > 0;
    }

    void afterwards(LocalCluster cluster, int time) throws Exception {
      jvm.collectGarbage();
      Gauges gauges = Gauges.of(cluster);
      String prefix = "flink_" + name + "_Status_JVM_";
      loaders = jvm.jobClassLoaders();
      metaspace.add(gauges.max(prefix + "Memory_Metaspace_Used"));
      System.out.printf(
          "%-12d %12s %14d %9.0f %14.1f %9.1f %10.1f%n",
          time,
          name,
          loaders,
          gauges.max(prefix + "ClassLoader_ClassesLoaded")
              - gauges.max(prefix + "ClassLoader_ClassesUnloaded"),
          Soak.mebibytes(metaspace.get(metaspace.size() - 1)),
          Soak.mebibytes(gauges.max(prefix + "Memory_Heap_Used")),
          Soak.mebibytes(gauges.max(prefix + "Memory_Direct_MemoryUsed")));
    }

    boolean holds() {
      boolean sees = Soak.require(name + ": the class loader of a running job is seen", seen);
      boolean few =
          Soak.require(name + ": at most 3 class loaders of ended jobs", loaders <= LAST_ONES);
      double half = metaspace.get((metaspace.size() - 1) / 2);
      boolean flat =
          Soak.require(
              name + ": metaspace within 2 % of what it was at half-time",
              metaspace.get(metaspace.size() - 1) <= GROWTH * half);
      return sees && few && flat;
    }
  }

  static boolean hold(LocalCluster cluster, TestJob job, int times) throws Exception {
    System.out.printf(
        "%-12s %12s %14s %9s %14s %9s %10s%n",
        "resubmission",
        "process",
        "class loaders",
        "classes",
        "metaspace, MB",
        "heap, MB",
        "direct, MB");
    List<Watched> processes =
        List.of(
            new Watched("taskmanager", new Jvm(cluster.pid(LocalCluster.taskManager(1)))),
            new Watched("jobmanager", new Jvm(cluster.pid(LocalCluster.JOB_MANAGER))));
    try (Results results = Results.of(cluster.bootstrapServers())) {
      for (int time = 1; time <= times; time++) {
        job.start(2, null);
        try (Traffic traffic = Traffic.start(cluster.bootstrapServers(), "again-" + time, 50)) {
          results.firstAfter(Instant.now(), PATIENCE);
          traffic.stop();
        }
        for (Watched process : processes) {
          process.whileRunning();
        }
        cluster.flink().cancel(job.id());
        Await.until(
            "the end of the job",
            PATIENCE,
            () -> cluster.flink().state(job.id()).equals("CANCELED"));
        if (time % EVERY == 0) {
          for (Watched process : processes) {
            process.afterwards(cluster, time);
          }
        }
      }
    }
    boolean all = true;
    for (Watched process : processes) {
      all &= process.holds();
    }
    return all;
  }
}
