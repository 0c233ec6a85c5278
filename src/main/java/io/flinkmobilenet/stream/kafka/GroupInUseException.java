package io.flinkmobilenet.stream.kafka;

/** Another job of the same group is at work; the message is one line for a user. */
public final class GroupInUseException extends Exception {
  private static final long serialVersionUID = 1;

  GroupInUseException(String message) {
    super(message);
  }
}
