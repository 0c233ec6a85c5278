package io.flinkmobilenet.stream.config;

/** Thrown if the job's command line is invalid; the message says what was expected and found. */
public final class InvalidOptionException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  InvalidOptionException(String message) {
    super(message);
  }

  InvalidOptionException(String message, Throwable cause) {
    super(message, cause);
  }
}
