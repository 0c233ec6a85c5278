package io.flinkmobilenet.model;

/**
 * Thrown if a model cannot be used; the message says where, what was expected and what was found.
 */
public final class InvalidModelException extends Exception {
  private static final long serialVersionUID = 1L;

  InvalidModelException(String message) {
    super(message);
  }

  InvalidModelException(String message, Throwable cause) {
    super(message, cause);
  }
}
