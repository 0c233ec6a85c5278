package io.flinkmobilenet.image;

/** Bytes that are no picture this package decodes. The message says what was expected and found. */
public final class InvalidImageException extends Exception {
  private static final long serialVersionUID = 1;

  /** Why; the names are those of the reasons in {@code schemas/RejectedImage.avsc}. */
  public enum Reason {
    /** There are no bytes. */
    EMPTY_IMAGE,
    /** The picture ends before its pixels are complete. */
    TRUNCATED_IMAGE,
    /** The bytes contradict their own format. */
    MALFORMED_IMAGE,
    /** Not a known format, or a variant of one that is not decoded. */
    UNSUPPORTED_FORMAT,
    /** The encoded picture is longer than {@link ImageLimits#maxBytes}. */
    TOO_MANY_BYTES,
    /** The header states more pixels than {@link ImageLimits#maxPixels}. */
    TOO_MANY_PIXELS
  }

  private final Reason reason;

  InvalidImageException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /** Why the bytes were refused. */
  public Reason reason() {
    return reason;
  }
}
