package io.flinkmobilenet.cluster;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Runs a cluster for a long time and checks what must not grow. {@code src/cluster/soak} runs it.
 */
public final class Soak {
  private Soak() {}

  /** A part of the soak test. */
  @FunctionalInterface
  interface Endurance {
    /** Returns true if nothing grew that must not. */
    boolean holds(LocalCluster cluster, TestJob job) throws Exception;
  }

  /**
   * Arguments: a directory for the cluster's files, seconds of overload, number of resubmissions,
   * number of models; 0 omits a part. The exit code is 1 if something grew.
   */
  public static void main(String[] arguments) throws Exception {
    Guardian.endWithParent();
    Path home = Path.of(arguments[0]);
    int seconds = Integer.parseInt(arguments[1]);
    int resubmissions = Integer.parseInt(arguments[2]);
    int models = Integer.parseInt(arguments[3]);
    Path jar = Path.of(System.getProperty("flinkmobilenet.job-jar"));
    boolean all = true;
    try (LocalCluster cluster = new LocalCluster(home, home.resolve("checkpoints"), 1, 2)) {
      cluster.up();
      TestJob job = new TestJob(cluster, jar, "--checkpoint-interval=2 s", "--group-id=soak");
      job.publishModels();
      for (Endurance endurance :
          List.<Endurance>of(
              (c, j) -> seconds == 0 || new Overload(c, j, Duration.ofSeconds(seconds)).holds(),
              (c, j) -> resubmissions == 0 || Resubmissions.hold(c, j, resubmissions),
              (c, j) -> models == 0 || ManyModels.hold(c, j, models))) {
        all &= endurance.holds(cluster, job);
        System.out.println();
      }
    }
    System.exit(all ? 0 : 1);
  }

  /** Prints a requirement and whether it holds. */
  static boolean require(String what, boolean so) {
    System.out.println((so ? "ok      " : "FAILED  ") + what);
    return so;
  }

  static double mebibytes(double bytes) {
    return bytes / (1 << 20);
  }
}
