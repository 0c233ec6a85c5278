package io.flinkmobilenet.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The job on a local cluster, started and stopped the way an operator does it. */
final class TestJob {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final String MODEL = "roadsigns";

  private final LocalCluster cluster;
  private final List<String> options;
  private Path jar;
  private String id;
  private int activations;

  /** Creates a job with exactly these options. */
  TestJob(LocalCluster cluster, Path jar, String... options) {
    this.cluster = cluster;
    this.jar = jar;
    this.options = List.of(options);
  }

  String id() {
    return id;
  }

  Path jar() {
    return jar;
  }

  /** Uses another jar from the next start on. */
  void jar(Path another) {
    jar = another;
  }

  /** Publishes both versions of the bundled model and activates the first. */
  void publishModels() throws IOException {
    publish("1", "--activate");
    publish("2");
    activations = 1;
  }

  private void publish(String version, String... more) throws IOException {
    List<String> command =
        new ArrayList<>(List.of("model", "publish", "bundled:roadsigns/" + version));
    command.addAll(List.of("--name=" + MODEL, "--version=" + version));
    command.addAll(List.of(more));
    kafka(command);
  }

  /**
   * Activates the version that is not active.
   *
   * @return that version
   */
  String swap() throws IOException {
    String version = activations % 2 == 0 ? "1" : "2";
    kafka(List.of("model", "activate", "--name=" + MODEL, "--version=" + version));
    activations++;
    return version;
  }

  /** Deploys the version that is not active as a canary with half of the images. */
  void deploy() throws IOException {
    String canary = MODEL + ":" + (activations % 2 == 0 ? "1" : "2");
    kafka(List.of("model", "deploy", canary, "--canary=50%"));
  }

  /** Starts the job, from a savepoint or checkpoint unless it is null, and waits until it runs. */
  void start(int parallelism, String from, String... more) throws Exception {
    List<String> command = new ArrayList<>(List.of("submit", "--flink=" + flink(), "--jar=" + jar));
    command.add("--parallelism=" + parallelism);
    if (from != null) {
      command.add("--from-savepoint=" + from);
    }
    command.addAll(options);
    command.addAll(List.of(more));
    id = kafka(command).path("job").asText();
    awaitRunning();
  }

  /** Waits until every task runs. */
  void awaitRunning() throws InterruptedException {
    Await.until(
        "all tasks of job " + id + " running",
        PATIENCE,
        () -> {
          JsonNode tasks = cluster.flink().get("/jobs/" + id).path("status-counts");
          int running = tasks.path("RUNNING").asInt();
          int others = 0;
          for (JsonNode count : tasks) {
            others += count.asInt();
          }
          return running > 0 && running == others;
        });
  }

  /** Waits until this many more checkpoints are complete. */
  void awaitCheckpoints(int more) throws Exception {
    long before = cluster.flink().checkpoints(id, "completed");
    Await.until(
        more + " more checkpoints",
        PATIENCE,
        () -> cluster.flink().checkpoints(id, "completed") >= before + more);
  }

  /**
   * Stops the job with a savepoint.
   *
   * @return path of the savepoint
   */
  String stop() throws IOException {
    return Cli.run("stop", "--flink=" + flink(), "--job=" + id).path("savepoint").asText();
  }

  private JsonNode kafka(List<String> command) throws IOException {
    List<String> all = new ArrayList<>(command);
    all.add("--bootstrap-servers=" + cluster.bootstrapServers());
    return Cli.run(all.toArray(String[]::new));
  }

  private String flink() {
    return cluster.flink().address().toString();
  }
}
