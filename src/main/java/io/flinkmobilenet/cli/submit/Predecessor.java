package io.flinkmobilenet.cli.submit;

import io.flinkmobilenet.cli.terminal.CommandFailure;
import io.flinkmobilenet.stream.config.JobConfig;
import io.flinkmobilenet.stream.kafka.TopicCheck;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The job of the same group that runs on the cluster already. Two jobs of one group would end each
 * other's transactions and predict each image twice.
 *
 * @param job its id
 */
record Predecessor(String job) {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /**
   * The one that runs; empty where none does. Brokers can be written in many ways, so a job of the
   * same group counts unless its Kafka cluster is known to be another one.
   *
   * @throws CommandFailure where there are several
   */
  static Optional<Predecessor> find(FlinkCluster cluster, JobConfig config)
      throws CommandFailure, InterruptedException {
    List<String> jobs = new ArrayList<>();
    for (GroupJob job : cluster.jobsOfGroup(config.groupId())) {
      if (job.kafkaCluster().isEmpty()
          || TopicCheck.clusterId(config.kafka())
              .filter(id -> !id.equals(job.kafkaCluster()))
              .isEmpty()) {
        jobs.add(job.id());
      }
    }
    if (jobs.size() > 1) {
      throw CommandFailure.input(
          "expected at most one job with --group-id %s, found that %s run; stop them: mobilenet stop --job ID"
              .formatted(config.groupId(), String.join(" and ", jobs)),
          null);
    }
    return jobs.stream().findFirst().map(Predecessor::new);
  }

  /** Why no other job of its group is started. */
  CommandFailure refusal(JobConfig config) {
    return CommandFailure.input(
        "job %1$s with --group-id %2$s is running: two jobs of one group predict each image twice; --replace stops it with a savepoint and goes on from there, mobilenet stop --job %1$s only stops it; or give this one another --group-id"
            .formatted(job, config.groupId()),
        null);
  }

  /**
   * Stops it.
   *
   * @param directory null for the cluster's
   * @return the savepoint to go on from
   */
  String stop(FlinkCluster cluster, String directory) throws CommandFailure, InterruptedException {
    return cluster.stop(job, directory, PATIENCE);
  }
}
