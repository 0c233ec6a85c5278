package io.flinkmobilenet.weights;

/**
 * Thrown if a valid weights file needs a feature that is not supported, such as an element type.
 */
public final class UnsupportedWeightsException extends WeightsException {
  private static final long serialVersionUID = 1L;

  /** Creates an exception whose message says where, what is supported, and what was found. */
  public UnsupportedWeightsException(String message) {
    super(message);
  }
}
