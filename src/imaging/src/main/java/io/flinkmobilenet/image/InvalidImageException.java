package io.flinkmobilenet.image;

import io.flinkmobilenet.image.rows.DecodingException;

/**
 * Thrown for bytes that are not an image this package can decode. The message says what was
 * expected and what was found.
 */
public final class InvalidImageException extends Exception {
  private static final long serialVersionUID = 1;

  /**
   * Reasons for the refusal. Their names are those of the reasons in {@code
   * schemas/RejectedImage.avsc}.
   */
  public enum Reason {
    /** The image has no bytes. */
    EMPTY_IMAGE,
    /** The image ends before its pixels are complete. */
    TRUNCATED_IMAGE,
    /** The bytes contradict the format. */
    MALFORMED_IMAGE,
    /** The format, or its variant, is not supported. */
    UNSUPPORTED_FORMAT,
    /** The encoded image is longer than {@link ImageLimits#maxBytes}. */
    TOO_MANY_BYTES,
    /** The header states more pixels than {@link ImageLimits#maxPixels}. */
    TOO_MANY_PIXELS,
    /** The model takes images of one size alone, and the image has another one. */
    UNEXPECTED_SIZE
  }

  private final Reason reason;

  InvalidImageException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /**
   * The failure of a decoder as a failure of the image.
   *
   * @param format name of the format, with which the message starts
   */
  static InvalidImageException of(String format, DecodingException failure) {
    InvalidImageException refusal =
        switch (failure.kind()) {
          case TRUNCATED ->
              new InvalidImageException(
                  Reason.TRUNCATED_IMAGE, format + " is truncated: " + failure.getMessage());
          case MALFORMED ->
              new InvalidImageException(
                  Reason.MALFORMED_IMAGE, format + " is malformed: " + failure.getMessage());
          case UNSUPPORTED ->
              new InvalidImageException(
                  Reason.UNSUPPORTED_FORMAT, format + " is not supported: " + failure.getMessage());
        };
    refusal.initCause(failure);
    return refusal;
  }

  /** Reason why the bytes were refused. */
  public Reason reason() {
    return reason;
  }
}
