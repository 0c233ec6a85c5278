package io.flinkmobilenet.sql;

import io.flinkmobilenet.image.InvalidImageException;

/** Thrown for an image that cannot be used; the message begins with the reason. */
final class ImageFailure extends Exception {
  private static final long serialVersionUID = 1;

  private ImageFailure(String message, Throwable cause) {
    super(message, cause);
  }

  /** The image is none that can be decoded. */
  static ImageFailure of(InvalidImageException failure) {
    return new ImageFailure(failure.reason() + ": " + failure.getMessage(), failure);
  }

  /** Something else failed, which must not stop other images. */
  static ImageFailure of(RuntimeException failure) {
    return new ImageFailure("INTERNAL_ERROR: " + failure, failure);
  }

  /** An argument of a function is not what is expected. */
  static ImageFailure ofArgument(String message) {
    return new ImageFailure("INVALID_ARGUMENT: " + message, null);
  }
}
