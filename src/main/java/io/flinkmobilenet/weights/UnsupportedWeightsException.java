package io.flinkmobilenet.weights;

/** A sound file of weights that uses what this reader does not know, such as an element type. */
public final class UnsupportedWeightsException extends WeightsException {
  private static final long serialVersionUID = 1L;

  /** An error with the given message: where, what is supported, what was found. */
  public UnsupportedWeightsException(String message) {
    super(message);
  }
}
