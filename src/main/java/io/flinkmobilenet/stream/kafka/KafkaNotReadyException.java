package io.flinkmobilenet.stream.kafka;

/**
 * Thrown if Kafka cannot be reached or lacks something that the job needs, such as a topic or a
 * right; the message is one line for the user.
 */
public final class KafkaNotReadyException extends Exception {
  private static final long serialVersionUID = 1;

  KafkaNotReadyException(String message) {
    super(message);
  }

  KafkaNotReadyException(String message, Throwable cause) {
    super(message, cause);
  }
}
