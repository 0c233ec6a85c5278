package io.flinkmobilenet.stream.fetch;

/** Thrown for a text that is not a URI of an image; the message says what was expected. */
public final class InvalidUriException extends Exception {
  private static final long serialVersionUID = 1;

  InvalidUriException(String message) {
    super(message);
  }
}
