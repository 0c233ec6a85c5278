package io.flinkmobilenet.weights;

/** Thrown if a weights file cannot be read; the message says where, what was expected and found. */
public abstract sealed class WeightsException extends Exception
    permits MalformedWeightsException, UnsupportedWeightsException {
  private static final long serialVersionUID = 1L;

  WeightsException(String message) {
    super(message);
  }

  WeightsException(String message, Throwable cause) {
    super(message, cause);
  }
}
