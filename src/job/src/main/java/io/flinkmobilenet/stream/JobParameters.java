package io.flinkmobilenet.stream;

import io.flinkmobilenet.stream.config.JobConfig;
import io.flinkmobilenet.stream.config.JobOptions;
import io.flinkmobilenet.stream.config.Topics;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.flink.api.common.ExecutionConfig.GlobalJobParameters;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.ParameterTool;

/**
 * The name of the job, and the settings that the cluster shows as the user configuration of the
 * job: its group id and the topics that it reads and writes. Properties of the Kafka clients are
 * not included.
 */
public final class JobParameters {
  /** The id of the Kafka cluster that the job reads, however its brokers are written. */
  public static final String KAFKA_CLUSTER = "kafka-cluster";

  /** Name of the job on the cluster; a group other than the default one follows in parentheses. */
  public static final String JOB_NAME = "flink-mobilenet";

  private JobParameters() {}

  /**
   * Returns the parameters that the environment already has, together with those of the job.
   *
   * @param kafkaCluster the id of the Kafka cluster; empty if the brokers do not report it
   */
  static GlobalJobParameters of(
      JobConfig config, Optional<String> kafkaCluster, StreamExecutionEnvironment environment) {
    Map<String, String> shown =
        new TreeMap<>(environment.getConfig().getGlobalJobParameters().toMap());
    Topics topics = config.topics();
    shown.put(JobOptions.GROUP_ID.key(), config.groupId());
    shown.put(JobOptions.BOOTSTRAP_SERVERS.key(), config.kafka().bootstrapServers());
    shown.put(JobOptions.IMAGES_TOPIC.key(), topics.images());
    shown.put(JobOptions.MODELS_TOPIC.key(), topics.models());
    shown.put(JobOptions.PREDICTIONS_TOPIC.key(), topics.predictions());
    shown.put(JobOptions.REJECTED_TOPIC.key(), topics.rejected());
    shown.put(JobOptions.STATUS_TOPIC.key(), topics.status());
    shown.put(JobOptions.DECISIONS_TOPIC.key(), topics.decisions());
    kafkaCluster.ifPresent(id -> shown.put(KAFKA_CLUSTER, id));
    return ParameterTool.fromMap(shown);
  }
}
