package io.flinkmobilenet.stream.operator;

/** A model that arrived in full and is not what was announced; the message says how. */
final class UnusableModelException extends Exception {
  private static final long serialVersionUID = 1;

  UnusableModelException(String message) {
    super(message);
  }

  UnusableModelException(String message, Throwable cause) {
    super(message, cause);
  }
}
