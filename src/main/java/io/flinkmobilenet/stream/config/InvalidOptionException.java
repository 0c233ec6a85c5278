package io.flinkmobilenet.stream.config;

/**
 * A command line that the job does not understand; the message says what was expected and found.
 */
public final class InvalidOptionException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  InvalidOptionException(String message) {
    super(message);
  }

  InvalidOptionException(String message, Throwable cause) {
    super(message, cause);
  }
}
