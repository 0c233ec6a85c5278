package io.flinkmobilenet.stream.kafka;

/**
 * Thrown if another job with the same group id is running; the message is one line for the user.
 */
public final class GroupInUseException extends Exception {
  private static final long serialVersionUID = 1;

  GroupInUseException(String message) {
    super(message);
  }
}
