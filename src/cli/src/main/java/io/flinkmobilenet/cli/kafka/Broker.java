package io.flinkmobilenet.cli.kafka;

import io.flinkmobilenet.cli.terminal.CommandFailure;
import io.flinkmobilenet.kafka.KafkaClients;
import io.flinkmobilenet.kafka.KafkaFailures;
import io.flinkmobilenet.kafka.KafkaNotReadyException;
import io.flinkmobilenet.kafka.KafkaProperties;
import io.flinkmobilenet.stream.kafka.TopicCheck;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * A command's connection to Kafka: checks that it can be reached and that it has the topics that
 * are needed.
 */
public final class Broker implements AutoCloseable {
  private static final int DEFAULT_MESSAGE_BYTES = (1 << 20) + 12;

  private final KafkaProperties connection;
  private final Admin admin;

  private Broker(KafkaProperties connection, Admin admin) {
    this.connection = connection;
    this.admin = admin;
  }

  /**
   * Connects to Kafka. Once a broker has answered, later requests have longer timeouts.
   *
   * @throws CommandFailure if the settings cannot be used or no broker answers
   */
  public static Broker of(KafkaProperties connection) throws CommandFailure, InterruptedException {
    Broker broker = create(connection);
    try {
      DescribeClusterOptions first = new DescribeClusterOptions();
      broker
          .admin
          .describeCluster(first.timeoutMs((int) KafkaClients.FIRST_ANSWER_TIMEOUT.toMillis()))
          .nodes()
          .get();
      return broker;
    } catch (ExecutionException e) {
      broker.close();
      throw broker.failure(e);
    }
  }

  private static Broker create(KafkaProperties connection) throws CommandFailure {
    try {
      return new Broker(connection, KafkaClients.admin(connection));
    } catch (KafkaException e) {
      throw unusable(connection, e);
    }
  }

  /** Describes the failure of a Kafka client that reads. */
  public static CommandFailure unusable(KafkaProperties connection, KafkaException failure) {
    return unusable(connection, failure, AclOperation.READ);
  }

  /**
   * Describes the failure of a Kafka client.
   *
   * @param operation what the client does, for example "read"
   */
  public static CommandFailure unusable(
      KafkaProperties connection, KafkaException failure, AclOperation operation) {
    return failure(KafkaFailures.of(connection, failure, operation));
  }

  /** Gives the failure of a Kafka client the exit code of its kind. */
  public static CommandFailure failure(KafkaNotReadyException failure) {
    return failure.areSettingsWrong()
        ? CommandFailure.usage(failure.getMessage(), failure)
        : CommandFailure.service(failure.getMessage(), failure);
  }

  /**
   * Describes a topic.
   *
   * @throws CommandFailure if no broker answers or there is no such topic
   */
  public TopicDescription topic(String topic) throws CommandFailure, InterruptedException {
    return find(topic).orElseThrow(() -> failure(KafkaFailures.noTopic(connection, topic)));
  }

  /**
   * Describes a topic; empty if it does not exist.
   *
   * @throws CommandFailure if no broker answers
   */
  public Optional<TopicDescription> find(String topic) throws CommandFailure, InterruptedException {
    try {
      return Optional.of(admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return Optional.empty();
      }
      if (e.getCause() instanceof TopicAuthorizationException) {
        // The admin client's exception does not name the topic.
        KafkaException lack = new TopicAuthorizationException(Set.of(topic));
        throw unusable(connection, lack, AclOperation.DESCRIBE);
      }
      throw failure(e);
    }
  }

  /** Checks that topics exist. */
  public void requireTopics(String... topics) throws CommandFailure, InterruptedException {
    for (String topic : topics) {
      topic(topic);
    }
  }

  /**
   * Creates a topic and waits until it can be used.
   *
   * @return false if it exists already
   * @throws CommandFailure if no broker answers or the broker refuses
   */
  boolean create(NewTopic topic) throws CommandFailure, InterruptedException {
    try {
      admin.createTopics(List.of(topic)).all().get();
      // The controller knows the topic now, but the brokers learn of it a moment later.
      TopicCheck.require(connection, List.of(topic.name()));
      return true;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TopicExistsException) {
        return false;
      }
      throw failure(e);
    } catch (KafkaNotReadyException e) {
      throw failure(e);
    }
  }

  /**
   * The largest batch of records, in bytes, that a topic accepts; Kafka's default if its settings
   * may not be read.
   */
  int maxMessageBytes(String topic) throws CommandFailure, InterruptedException {
    return knownMaxMessageBytes(topic).orElse(DEFAULT_MESSAGE_BYTES);
  }

  /**
   * The largest batch of records, in bytes, that a topic accepts; empty if its settings may not be
   * read.
   */
  OptionalInt knownMaxMessageBytes(String topic) throws CommandFailure, InterruptedException {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    try {
      String limit =
          admin
              .describeConfigs(List.of(resource))
              .all()
              .get()
              .get(resource)
              .get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG)
              .value();
      return OptionalInt.of(Integer.parseInt(limit));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof AuthorizationException) {
        return OptionalInt.empty();
      }
      throw failure(e);
    }
  }

  /**
   * Sets the largest batch of records that a topic accepts.
   *
   * @throws CommandFailure if no broker answers or the broker refuses
   */
  void setMaxMessageBytes(String topic, int bytes) throws CommandFailure, InterruptedException {
    ConfigEntry entry =
        new ConfigEntry(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(bytes));
    try {
      admin
          .incrementalAlterConfigs(
              Map.of(
                  new ConfigResource(ConfigResource.Type.TOPIC, topic),
                  List.of(new AlterConfigOp(entry, AlterConfigOp.OpType.SET))))
          .all()
          .get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof AuthorizationException) {
        throw unusable(
            connection, new TopicAuthorizationException(Set.of(topic)), AclOperation.ALTER_CONFIGS);
      }
      throw failure(e);
    }
  }

  @Override
  public void close() {
    admin.close(Duration.ofSeconds(1));
  }

  private CommandFailure failure(ExecutionException failure) {
    return failure(KafkaFailures.of(connection, failure, AclOperation.DESCRIBE));
  }
}
