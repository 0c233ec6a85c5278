package io.flinkmobilenet.cli.submit;

import com.fasterxml.jackson.databind.JsonNode;
import io.flinkmobilenet.cli.terminal.CommandFailure;
import java.net.URI;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A Flink session cluster, by its REST API. */
final class FlinkCluster {
  private static final Set<String> ENDED = Set.of("FINISHED", "CANCELED", "FAILED", "SUSPENDED");
  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private final FlinkRest rest;

  private FlinkCluster(FlinkRest rest) {
    this.rest = rest;
  }

  static FlinkCluster at(URI address) throws CommandFailure {
    return new FlinkCluster(FlinkRest.at(address));
  }

  /**
   * Uploads a jar, runs its main method and removes the jar again: the job has a copy of its own.
   *
   * @return the job's id
   * @throws CommandFailure where nobody answers, or the job does not start
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
   * @throws CommandFailure where it did not finish by itself
   */
  void awaitEnd(String job) throws CommandFailure, InterruptedException {
    String state = state(job);
    while (!ENDED.contains(state)) {
      LockSupport.parkNanos(POLL_NANOS);
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      state = state(job);
    }
    if (!state.equals("FINISHED")) {
      JsonNode root = rest.get("/jobs/" + job + "/exceptions").path("root-exception");
      String reason = root.isTextual() ? ": " + ServerError.ofTrace(root.asText()).message() : "";
      throw CommandFailure.input("job " + job + " is " + state + reason, null);
    }
  }

  private String state(String job) throws CommandFailure, InterruptedException {
    return rest.get("/jobs/" + job).path("state").asText();
  }
}
