package io.flinkmobilenet.cli.submit;

import com.fasterxml.jackson.databind.JsonNode;
import io.flinkmobilenet.cli.terminal.CommandFailure;
import io.flinkmobilenet.stream.config.JobOptions;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
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
  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private final FlinkRest rest;

  private FlinkCluster(FlinkRest rest) {
    this.rest = rest;
  }

  static FlinkCluster at(URI address, FlinkAccess access) throws CommandFailure {
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
      if (job.path("name").asText().equals(JobStart.NAME)
          && !ENDED.contains(job.path("state").asText())) {
        jobs.add(job.path("jid").asText());
      }
    }
    if (jobs.size() != 1) {
      throw CommandFailure.input(
          "expected one running job named %s, found %s; choose one with --job"
              .formatted(JobStart.NAME, jobs.isEmpty() ? "none" : jobs),
          null);
    }
    return jobs.get(0);
  }

  /**
   * Finds the jobs that have not ended, use the given consumer group and read from at least one of
   * the given brokers.
   *
   * @param bootstrapServers {@code HOST:PORT} separated by commas
   */
  List<String> jobsOfGroup(String groupId, String bootstrapServers)
      throws CommandFailure, InterruptedException {
    List<String> jobs = new ArrayList<>();
    for (JsonNode job : rest.get("/jobs/overview").path("jobs")) {
      if (ENDED.contains(job.path("state").asText())) {
        continue;
      }
      String id = job.path("jid").asText();
      JsonNode settings = rest.get("/jobs/" + id + "/config").at("/execution-config/user-config");
      String servers = settings.path(JobOptions.BOOTSTRAP_SERVERS.key()).asText();
      if (settings.path(JobOptions.GROUP_ID.key()).asText().equals(groupId)
          && !Collections.disjoint(addresses(servers), addresses(bootstrapServers))) {
        jobs.add(id);
      }
    }
    return jobs;
  }

  private static List<String> addresses(String servers) {
    return Arrays.stream(servers.split(",")).map(String::strip).toList();
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
    throw CommandFailure.input(
        "job %s was not stopped: %s".formatted(job, ServerError.ofTrace(trace).message()), null);
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
