package io.flinkmobilenet.cli.deployment;

/** Thrown for a value of a file that cannot be used. The message begins with its place. */
final class RefusedValueException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  RefusedValueException(String message, Throwable cause) {
    super(message, cause);
  }
}
