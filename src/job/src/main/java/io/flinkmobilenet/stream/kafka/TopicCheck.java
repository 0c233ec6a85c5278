package io.flinkmobilenet.stream.kafka;

import io.flinkmobilenet.kafka.KafkaClients;
import io.flinkmobilenet.kafka.KafkaFailures;
import io.flinkmobilenet.kafka.KafkaNotReadyException;
import io.flinkmobilenet.kafka.KafkaProperties;
import io.flinkmobilenet.stream.config.Delivery;
import io.flinkmobilenet.stream.config.JobConfig;
import io.flinkmobilenet.stream.config.Topics;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.util.TimeUtils;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks before the job starts that Kafka has everything the job needs. */
public final class TopicCheck {
  private static final Logger LOG = LoggerFactory.getLogger(TopicCheck.class);
  private static final int TIMEOUT_SECONDS = 15;

  /** Time to wait for a new topic, which not every broker knows immediately. */
  private static final Duration SPREADING = Duration.ofSeconds(3);

  /** How long the first answer may take before the broker counts as absent. */
  private static final int CONNECT_MILLIS = 5_000;

  private static final int RETRY_MILLIS = 100;
  private static final String TRANSACTION_LIMIT = "transaction.max.timeout.ms";

  private TopicCheck() {}

  /**
   * Checks everything that the job with the given settings needs.
   *
   * @throws KafkaNotReadyException if the broker does not answer, a topic or a right is missing,
   *     the topic of models or of decisions has more than one partition, or the transaction timeout
   *     is above the broker's
   */
  public static void require(JobConfig config) throws KafkaNotReadyException, InterruptedException {
    try (Admin admin = admin(config.kafka())) {
      requireAnswer(admin, config.kafka());
      Rights rights = new Rights(config);
      for (String topic : config.topics().all()) {
        TopicDescription description =
            describe(admin, config.kafka(), topic, rights.neededOn(topic));
        rights.requireOn(topic, description.authorizedOperations());
        requirePartitions(config.topics(), topic, description.partitions().size());
      }
      rights.requireGroup(admin);
      if (config.delivery() == Delivery.EXACTLY_ONCE) {
        rights.requireTransactions(admin);
        requireTransactionTimeout(admin, config);
      }
    }
  }

  private static void requirePartitions(Topics topics, String topic, int found)
      throws KafkaNotReadyException {
    boolean models = topic.equals(topics.models());
    if (found != 1 && (models || topic.equals(topics.decisions()))) {
      throw new KafkaNotReadyException(
          "%s topic %s: expected 1 partition, found %d"
              .formatted(models ? "models" : "decisions", topic, found));
    }
  }

  /**
   * Returns the id of the Kafka cluster, which stays the same however its brokers are written;
   * empty if the brokers do not answer or the client settings cannot be used here.
   */
  public static Optional<String> clusterId(KafkaProperties kafka) throws InterruptedException {
    try (Admin admin = admin(kafka)) {
      DescribeClusterOptions options = new DescribeClusterOptions().timeoutMs(CONNECT_MILLIS);
      return Optional.ofNullable(await(admin.describeCluster(options).clusterId()));
    } catch (ExecutionException | TimeoutException | KafkaNotReadyException e) {
      LOG.info(
          "Could not read the id of the Kafka cluster at {}: {}",
          kafka.bootstrapServers(),
          KafkaFailures.rootMessage(e));
      return Optional.empty();
    }
  }

  /**
   * Returns the longest record that a topic accepts, its {@code max.message.bytes}; empty if the
   * job has no right to read the topic's settings.
   *
   * @throws KafkaNotReadyException if the client settings cannot be used
   */
  public static OptionalInt longestRecord(KafkaProperties kafka, String topic)
      throws KafkaNotReadyException, InterruptedException {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    try (Admin admin = admin(kafka)) {
      String limit =
          await(admin.describeConfigs(List.of(resource)).all())
              .get(resource)
              .get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG)
              .value();
      return OptionalInt.of(Integer.parseInt(limit));
    } catch (ExecutionException | TimeoutException e) {
      LOG.info("Could not read the settings of topic {}: {}", topic, KafkaFailures.rootMessage(e));
      return OptionalInt.empty();
    }
  }

  /**
   * Checks that topics exist.
   *
   * @throws KafkaNotReadyException if the broker does not answer or a topic is missing
   */
  public static void require(KafkaProperties kafka, Collection<String> topics)
      throws KafkaNotReadyException, InterruptedException {
    try (Admin admin = admin(kafka)) {
      for (String topic : topics) {
        describe(admin, kafka, topic, AclOperation.DESCRIBE);
      }
    }
  }

  static Admin admin(KafkaProperties kafka) throws KafkaNotReadyException {
    try {
      return KafkaClients.adminForChecks(kafka);
    } catch (KafkaException e) {
      throw KafkaFailures.unusable(kafka, e);
    }
  }

  private static void requireAnswer(Admin admin, KafkaProperties kafka)
      throws KafkaNotReadyException, InterruptedException {
    try {
      await(
          admin
              .describeCluster(new DescribeClusterOptions().timeoutMs(CONNECT_MILLIS))
              .clusterId());
    } catch (ExecutionException | TimeoutException e) {
      throw e.getCause() instanceof org.apache.kafka.common.errors.TimeoutException
          ? KafkaFailures.noAnswer(kafka, e)
          : KafkaFailures.unreachable(kafka, e);
    }
  }

  private static TopicDescription describe(
      Admin admin, KafkaProperties kafka, String topic, AclOperation needed)
      throws KafkaNotReadyException, InterruptedException {
    long deadline = System.nanoTime() + SPREADING.toNanos();
    while (true) {
      try {
        return await(
                admin
                    .describeTopics(
                        List.of(topic),
                        new DescribeTopicsOptions().includeAuthorizedOperations(true))
                    .allTopicNames())
            .get(topic);
      } catch (ExecutionException | TimeoutException e) {
        if (e.getCause() instanceof TopicAuthorizationException) {
          throw KafkaFailures.missingRight(kafka, needed, "topic " + topic, e);
        }
        if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
          throw KafkaFailures.unreachable(kafka, e);
        }
        if (System.nanoTime() - deadline > 0) {
          throw KafkaFailures.missingTopic(kafka, topic, e);
        }
        TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
      }
    }
  }

  private static void requireTransactionTimeout(Admin admin, JobConfig config)
      throws KafkaNotReadyException, InterruptedException {
    try {
      String node = Integer.toString(await(admin.describeCluster().controller()).id());
      ConfigResource broker = new ConfigResource(ConfigResource.Type.BROKER, node);
      Map<ConfigResource, Config> found = await(admin.describeConfigs(List.of(broker)).all());
      ConfigEntry limit = found.get(broker).get(TRANSACTION_LIMIT);
      if (limit != null && limit.value() != null) {
        requireAtMost(
            Duration.ofMillis(Long.parseLong(limit.value())), config.transactionTimeout());
      }
    } catch (ExecutionException | TimeoutException e) {
      // Reading a broker's settings needs a right; the sink fails later if the value is wrong.
      LOG.info(
          "Could not read the broker's {}: {}", TRANSACTION_LIMIT, KafkaFailures.rootMessage(e));
    }
  }

  private static void requireAtMost(Duration limit, Duration wanted) throws KafkaNotReadyException {
    if (wanted.compareTo(limit) > 0) {
      throw new KafkaNotReadyException(
          "--transaction-timeout: expected at most the broker's %s, %s, found %s"
              .formatted(
                  TRANSACTION_LIMIT,
                  TimeUtils.formatWithHighestUnit(limit),
                  TimeUtils.formatWithHighestUnit(wanted)));
    }
  }

  static <T> T await(KafkaFuture<T> future)
      throws ExecutionException, TimeoutException, InterruptedException {
    return future.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
  }
}
