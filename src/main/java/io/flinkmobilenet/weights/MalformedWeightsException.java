package io.flinkmobilenet.weights;

/** A file of weights that breaks the rules of its format: cut short, overwritten, or not one. */
public final class MalformedWeightsException extends WeightsException {
  private static final long serialVersionUID = 1L;

  /** An error with the given message: where, what was expected, what was found. */
  public MalformedWeightsException(String message) {
    super(message);
  }

  /** An error with the given message and what led to it. */
  public MalformedWeightsException(String message, Throwable cause) {
    super(message, cause);
  }
}
