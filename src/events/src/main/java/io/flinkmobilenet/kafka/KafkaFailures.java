package io.flinkmobilenet.kafka;

import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;

/** Describes the failures of Kafka clients in one line for the user. */
public final class KafkaFailures {
  private KafkaFailures() {}

  /**
   * Describes the failure of a client that a command uses.
   *
   * @param operation what the client does, for example "read"
   */
  public static KafkaNotReadyException of(
      KafkaProperties kafka, KafkaException failure, AclOperation operation) {
    String servers = kafka.bootstrapServers();
    if (failure instanceof TopicAuthorizationException lack) {
      return new KafkaNotReadyException(
          "Kafka at %s: expected the right to %s topic %s, but these credentials do not have it"
              .formatted(servers, operation, String.join(", ", lack.unauthorizedTopics())),
          failure);
    }
    Throwable cause = failure.getCause() instanceof ConfigException c ? c : failure;
    String text = String.valueOf(cause.getMessage());
    if (cause instanceof ConfigException && !text.contains("No resolvable")) {
      return new KafkaNotReadyException("Kafka client settings: " + text, failure, true);
    }
    return cause instanceof TimeoutException
        ? noAnswer(kafka, failure)
        : new KafkaNotReadyException("Kafka at " + servers + ": " + text, failure);
  }

  /** Describes the failure of a call that a command has made. */
  public static KafkaNotReadyException of(
      KafkaProperties kafka, ExecutionException failure, AclOperation operation) {
    return failure.getCause() instanceof KafkaException known
        ? of(kafka, known, operation)
        : new KafkaNotReadyException("Kafka: " + failure.getCause(), failure);
  }

  /** Describes why a client could not be created for the checks before the job starts. */
  public static KafkaNotReadyException unusable(KafkaProperties kafka, KafkaException failure) {
    return new KafkaNotReadyException(
        "Kafka at " + kafka.bootstrapServers() + ": " + rootMessage(failure), failure);
  }

  /** Describes why one of these checks failed, if the reason is nothing that was checked for. */
  public static KafkaNotReadyException unreachable(KafkaProperties kafka, Exception failure) {
    return new KafkaNotReadyException(
        "Kafka at " + kafka.bootstrapServers() + " cannot be reached: " + rootMessage(failure),
        failure);
  }

  /** Describes that no broker answers. */
  public static KafkaNotReadyException noAnswer(KafkaProperties kafka, Exception failure) {
    return new KafkaNotReadyException(
        "no Kafka broker answers at " + kafka.bootstrapServers(), failure);
  }

  /** Describes that a command needs a topic which does not exist. */
  public static KafkaNotReadyException noTopic(KafkaProperties kafka, String topic) {
    return new KafkaNotReadyException(
        "Kafka at %1$s has no topic %2$s; create it: mobilenet topics create --bootstrap-servers %1$s"
            .formatted(kafka.bootstrapServers(), topic));
  }

  /** Describes that the job needs a topic which does not exist. */
  public static KafkaNotReadyException missingTopic(
      KafkaProperties kafka, String topic, Exception failure) {
    return new KafkaNotReadyException(
        "topic %s is missing at %s; create it, for example with: mobilenet topics create --bootstrap-servers %s"
            .formatted(topic, kafka.bootstrapServers(), kafka.bootstrapServers()),
        failure);
  }

  /** Describes that the job lacks a right. */
  public static KafkaNotReadyException missingRight(
      KafkaProperties kafka, AclOperation right, String resource, Exception failure) {
    return new KafkaNotReadyException(
        "Kafka at %s: expected the right to %s %s, found that these credentials lack it"
            .formatted(kafka.bootstrapServers(), right, resource),
        failure);
  }

  /** Returns the message of the innermost cause, or the name of its class. */
  public static String rootMessage(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
  }
}
