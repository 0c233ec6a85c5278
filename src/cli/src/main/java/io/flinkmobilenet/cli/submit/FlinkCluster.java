package io.flinkmobilenet.cli.submit;

import com.fasterxml.jackson.databind.JsonNode;
import io.flinkmobilenet.cli.terminal.CommandFailure;
import io.flinkmobilenet.stream.JobParameters;
import io.flinkmobilenet.stream.config.JobOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.util.TimeUtils;

/** A Flink session cluster, accessed through its REST API. */
final class FlinkCluster {
  private static final Set<String> ENDED = Set.of("FINISHED", "CANCELED", "FAILED", "SUSPENDED");

  /** Flink's answer to a request for a savepoint while a task is not running. */
  private static final String NOT_RUNNING = "Not all required tasks are currently running";

  private static final String STARTING =
      "it cannot take a savepoint yet, because it waits for its first model or restarts after a"
          + " failure; publish a model (mobilenet model publish MODEL --name N --version V"
          + " --activate) or wait, or end it without a savepoint: mobilenet stop --cancel";

  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private final FlinkRest rest;

  private FlinkCluster(FlinkRest rest) {
    this.rest = rest;
  }

  static FlinkCluster at(FlinkAddress address, FlinkAccess access) throws CommandFailure {
    return new FlinkCluster(FlinkRest.at(address, access));
  }

  /**
   * Uploads a jar, runs its main method and deletes the jar again, because the job keeps its own
   * copy.
   *
   * @return the job's id
   * @throws CommandFailure if the cluster does not answer or the job does not start
   */
  String start(Path jar, JobStart start) throws CommandFailure, InterruptedException {
    String uploaded = rest.upload(jar).path("filename").asText();
    String id = uploaded.substring(uploaded.lastIndexOf('/') + 1);
    try {
      return rest.post("/jars/" + id + "/run", start.body()).path("jobid").asText();
    } finally {
      rest.delete("/jars/" + id);
    }
  }

  /**
   * Waits until a job has ended.
   *
   * @throws CommandFailure if it ended in any other state than FINISHED
   */
  void awaitEnd(String job) throws CommandFailure, InterruptedException {
    String state = state(job);
    while (!ENDED.contains(state)) {
      pause();
      state = state(job);
    }
    if (!state.equals("FINISHED")) {
      JsonNode root = rest.get("/jobs/" + job + "/exceptions").path("root-exception");
      String reason = root.isTextual() ? ": " + ServerError.ofTrace(root.asText()).message() : "";
      throw CommandFailure.input("job " + job + " is " + state + reason, null);
    }
  }

  /**
   * Finds the running job of this program.
   *
   * @throws CommandFailure if none or several are running
   */
  String runningJob() throws CommandFailure, InterruptedException {
    List<String> jobs = new ArrayList<>();
    for (JsonNode job : rest.get("/jobs/overview").path("jobs")) {
      if (JobStart.isNameOfJob(job.path("name").asText())
          && !ENDED.contains(job.path("state").asText())) {
        jobs.add(job.path("jid").asText());
      }
    }
    if (jobs.isEmpty()) {
      throw CommandFailure.input(
          "expected one running job named %s, found none".formatted(JobParameters.JOB_NAME), null);
    }
    if (jobs.size() > 1) {
      throw CommandFailure.input(
          "expected one running job named %s, found %s; choose one with --job"
              .formatted(JobParameters.JOB_NAME, jobs),
          null);
    }
    return jobs.get(0);
  }

  /** Finds the jobs of the given consumer group that have not ended. */
  List<GroupJob> jobsOfGroup(String groupId) throws CommandFailure, InterruptedException {
    List<GroupJob> jobs = new ArrayList<>();
    for (JsonNode job : rest.get("/jobs/overview").path("jobs")) {
      if (ENDED.contains(job.path("state").asText())) {
        continue;
      }
      String id = job.path("jid").asText();
      JsonNode settings = rest.get("/jobs/" + id + "/config").at("/execution-config/user-config");
      if (settings.path(JobOptions.GROUP_ID.key()).asText().equals(groupId)) {
        jobs.add(new GroupJob(id, settings.path(JobParameters.KAFKA_CLUSTER).asText()));
      }
    }
    return jobs;
  }

  /** Ends a job at once and without a savepoint; what its last checkpoint has not stays undone. */
  void cancel(String job) throws CommandFailure, InterruptedException {
    rest.patch("/jobs/" + job + "?mode=cancel");
  }

  /**
   * Stops a job with a savepoint. It ends after the barrier, so that no record is read twice.
   *
   * @param directory directory of the savepoint; null for the cluster's default
   * @return path of the savepoint
   * @throws CommandFailure if it could not be taken in time; the job then continues
   * @see <a
   *     href="https://nightlies.apache.org/flink/flink-docs-release-2.2/docs/ops/rest_api/#jobs-jobid-stop">POST
   *     /jobs/:jobid/stop</a>
   */
  String stop(String job, String directory, Duration timeout)
      throws CommandFailure, InterruptedException {
    Map<String, Object> body = new LinkedHashMap<>(Map.of("drain", false));
    if (directory != null) {
      body.put("targetDirectory", directory);
    }
    String trigger = rest.post("/jobs/" + job + "/stop", body).path("request-id").asText();
    long deadline = System.nanoTime() + timeout.toNanos();
    while (System.nanoTime() - deadline < 0) {
      JsonNode savepoint = rest.get("/jobs/" + job + "/savepoints/" + trigger);
      if (savepoint.path("status").path("id").asText().equals("COMPLETED")) {
        return location(job, savepoint.path("operation"));
      }
      pause();
    }
    throw CommandFailure.service(
        "job %s: expected a savepoint within %s, found none"
            .formatted(job, TimeUtils.formatWithHighestUnit(timeout)),
        null);
  }

  private static String location(String job, JsonNode operation) throws CommandFailure {
    if (operation.path("location").isTextual()) {
      return operation.path("location").asText();
    }
    String trace = operation.path("failure-cause").path("stack-trace").asText();
    String reason = ServerError.ofTrace(trace).message();
    throw CommandFailure.input(
        "job %s was not stopped: %s"
            .formatted(job, reason.contains(NOT_RUNNING) ? STARTING : reason),
        null);
  }

  /** Returns the highest parallelism of a job's operators; 0 if the cluster does not say. */
  int parallelism(String job) throws InterruptedException {
    try {
      int highest = 0;
      for (JsonNode vertex : rest.get("/jobs/" + job).path("vertices")) {
        highest = Math.max(highest, vertex.path("parallelism").asInt());
      }
      return highest;
    } catch (CommandFailure e) {
      return 0;
    }
  }

  private static void pause() throws InterruptedException {
    LockSupport.parkNanos(POLL_NANOS);
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
  }

  private String state(String job) throws CommandFailure, InterruptedException {
    return rest.get("/jobs/" + job).path("state").asText();
  }
}
