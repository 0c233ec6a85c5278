package io.flinkmobilenet.weights;

/** Thrown if a weights file violates its format: it is truncated, damaged, or another file. */
public final class MalformedWeightsException extends WeightsException {
  private static final long serialVersionUID = 1L;

  /** Creates an exception whose message says where, what was expected, and what was found. */
  public MalformedWeightsException(String message) {
    super(message);
  }

  /** Creates an exception with such a message and its cause. */
  public MalformedWeightsException(String message, Throwable cause) {
    super(message, cause);
  }
}
