package io.flinkmobilenet.cluster;

import io.flinkmobilenet.cluster.Stage.Fault;
import io.flinkmobilenet.cluster.Stage.Outcome;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;

/**
 * Causes one fault after the other in a cluster and counts the results: each image must be in
 * {@code predictions} or {@code rejected-images} exactly once. {@code src/cluster/faults} runs it.
 */
public final class Faults {
  private static final String JOB_JAR = "flinkmobilenet.job-jar";

  /** File for a chart of the metrics; no chart is drawn if the property is absent. */
  private static final String CHART = "flinkmobilenet.picture";

  private static final int TASK_MANAGERS = 2;
  private static final double RATE = 100;

  /** Least number of images per fault; all faults together have more than 20,000. */
  private static final int IMAGES = 2_600;

  private Faults() {}

  /**
   * Arguments: a directory for the cluster's files, one for its checkpoints, and names of faults;
   * without names, all faults. The exit code is 1 if an image was lost or has two results.
   */
  public static void main(String[] arguments) throws Exception {
    Guardian.endWithParent();
    Map<String, Fault> faults = FaultList.all();
    if (arguments.length > 2) {
      faults.keySet().retainAll(Arrays.asList(arguments).subList(2, arguments.length));
    }
    boolean exact = run(Path.of(arguments[0]), Path.of(arguments[1]), faults, System.out);
    System.exit(exact ? 0 : 1);
  }

  private static boolean run(
      Path home, Path checkpoints, Map<String, Fault> faults, PrintStream out) throws Exception {
    boolean exact = true;
    try (LocalCluster cluster = new LocalCluster(home, checkpoints, TASK_MANAGERS, 1)) {
      Files.createDirectories(checkpoints);
      cluster.up();
      TestJob job =
          new TestJob(
              cluster,
              Path.of(System.getProperty(JOB_JAR)),
              "--checkpoint-interval=2 s",
              "--group-id=faults");
      job.publishModels();
      job.start(TASK_MANAGERS, null);
      out.printf(
          "%-22s %8s %6s %11s %10s  %s%n",
          "fault", "images", "lost", "duplicated", "misplaced", "seconds to recover");
      try (Results results = Results.of(cluster.bootstrapServers());
          Recording recording = new Recording(cluster)) {
        Stage stage = new Stage(cluster, job, checkpoints, results, RATE);
        for (Map.Entry<String, Fault> fault : faults.entrySet()) {
          Outcome outcome = stage.run(fault.getKey(), IMAGES, fault.getValue());
          exact &= outcome.account().isExact();
          print(out, fault.getKey(), outcome);
        }
        draw(recording);
      }
    }
    return exact;
  }

  private static void draw(Recording recording) throws IOException {
    String file = System.getProperty(CHART);
    if (file != null) {
      ImageIO.write(new DashboardImage(recording.samples()).draw(), "png", new File(file));
    }
  }

  private static void print(PrintStream out, String name, Outcome outcome) {
    Account account = outcome.account();
    out.printf(
        "%-22s %8d %6d %11d %10d  %s%n",
        name,
        account.images(),
        account.lost(),
        account.duplicated(),
        account.misplaced(),
        outcome.recoveries().stream()
            .map(seconds -> String.format(Locale.ROOT, "%.1f", seconds))
            .collect(Collectors.joining(", ")));
    out.flush();
  }
}
