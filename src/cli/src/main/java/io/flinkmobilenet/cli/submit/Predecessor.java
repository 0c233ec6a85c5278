package io.flinkmobilenet.cli.submit;

import io.flinkmobilenet.cli.terminal.CommandFailure;
import io.flinkmobilenet.stream.config.JobConfig;
import io.flinkmobilenet.stream.kafka.TopicCheck;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A job of the same group that is already running on the cluster. Two jobs of one group would abort
 * each other's transactions and classify each image twice.
 *
 * @param job id of the job
 */
record Predecessor(String job) {
  private static final Duration TIMEOUT = Duration.ofMinutes(5);

  /**
   * Finds the running job of the group; empty if there is none. Brokers can be written in many
   * ways, so a job of the same group counts unless its Kafka cluster is known to be another one.
   *
   * @throws CommandFailure if there are several
   */
  static Optional<Predecessor> find(FlinkCluster cluster, JobConfig config)
      throws CommandFailure, InterruptedException {
    List<GroupJob> found = cluster.jobsOfGroup(config.groupId());
    Optional<String> kafka =
        found.stream().allMatch(job -> job.kafkaCluster().isEmpty())
            ? Optional.empty()
            : TopicCheck.clusterId(config.kafka());
    List<String> jobs =
        found.stream()
            .filter(
                job ->
                    job.kafkaCluster().isEmpty()
                        || kafka.isEmpty()
                        || job.kafkaCluster().equals(kafka.get()))
            .map(GroupJob::id)
            .toList();
    if (jobs.size() > 1) {
      throw CommandFailure.input(
          "expected at most one job with --group-id %s, found that %s are running; stop them: mobilenet stop --job ID"
              .formatted(config.groupId(), String.join(" and ", jobs)),
          null);
    }
    return jobs.stream().findFirst().map(Predecessor::new);
  }

  /** The failure that explains why no other job of its group is started. */
  CommandFailure refusal(JobConfig config) {
    return CommandFailure.input(
        "job %1$s with --group-id %2$s is running: two jobs of one group would classify each image twice; --replace stops it with a savepoint and continues from there, mobilenet stop --job %1$s only stops it; or give this one another --group-id"
            .formatted(job, config.groupId()),
        null);
  }

  /**
   * Stops the job.
   *
   * @param directory directory of the savepoint; null for the cluster's default
   * @return the savepoint from which to continue
   */
  String stop(FlinkCluster cluster, String directory) throws CommandFailure, InterruptedException {
    return cluster.stop(job, directory, TIMEOUT);
  }
}
