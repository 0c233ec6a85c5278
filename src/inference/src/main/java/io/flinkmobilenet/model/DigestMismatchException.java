package io.flinkmobilenet.model;

/** The bytes of a model are not those that were announced. */
public final class DigestMismatchException extends InvalidModelException {
  private static final long serialVersionUID = 1;

  DigestMismatchException(String message) {
    super(message);
  }
}
