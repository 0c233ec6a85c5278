package io.flinkmobilenet.stream.kafka;

/** Kafka cannot be reached or lacks what the job needs; the message is one line for a user. */
public final class UnreachableTopicsException extends Exception {
  private static final long serialVersionUID = 1;

  UnreachableTopicsException(String message) {
    super(message);
  }

  UnreachableTopicsException(String message, Throwable cause) {
    super(message, cause);
  }
}
