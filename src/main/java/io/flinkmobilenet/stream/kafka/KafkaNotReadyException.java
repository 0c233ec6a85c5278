package io.flinkmobilenet.stream.kafka;

/** Kafka cannot be reached or lacks what the job needs; the message is one line for a user. */
public final class KafkaNotReadyException extends Exception {
  private static final long serialVersionUID = 1;

  KafkaNotReadyException(String message) {
    super(message);
  }

  KafkaNotReadyException(String message, Throwable cause) {
    super(message, cause);
  }
}
