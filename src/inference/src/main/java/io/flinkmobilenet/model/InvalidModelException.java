package io.flinkmobilenet.model;

/**
 * Thrown if a model cannot be used; the message says where, what was expected and what was found.
 */
public class InvalidModelException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Creates an exception with such a message. */
  public InvalidModelException(String message) {
    super(message);
  }

  /** Creates an exception with such a message and its cause. */
  public InvalidModelException(String message, Throwable cause) {
    super(message, cause);
  }
}
