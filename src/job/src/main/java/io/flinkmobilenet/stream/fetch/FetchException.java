package io.flinkmobilenet.stream.fetch;

import io.flinkmobilenet.event.Reason;

/** Thrown if an image cannot be fetched. */
public final class FetchException extends Exception {
  private static final long serialVersionUID = 1;

  private final Reason reason;
  private final boolean again;

  private FetchException(Reason reason, boolean again, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
    this.again = again;
  }

  static FetchException notAllowed(String message) {
    return new FetchException(Reason.URI_NOT_ALLOWED, false, message, null);
  }

  static FetchException tooLong(long maxBytes, String found) {
    return new FetchException(
        Reason.TOO_MANY_BYTES,
        false,
        "expected an image of at most %d bytes, found %s".formatted(maxBytes, found),
        null);
  }

  static FetchException changed(String message) {
    return new FetchException(Reason.CHANGED_IMAGE, false, message, null);
  }

  /** The image is not there, and another attempt would not find it either. */
  static FetchException missing(String message) {
    return new FetchException(Reason.UNREACHABLE_IMAGE, false, message, null);
  }

  /** The attempt failed; another one may succeed. */
  static FetchException unreachable(String message, Throwable cause) {
    return new FetchException(Reason.UNREACHABLE_IMAGE, true, message, cause);
  }

  /** Returns the reason of the rejection. */
  public Reason reason() {
    return reason;
  }

  /** Returns whether another attempt may succeed. */
  boolean mayTryAgain() {
    return again;
  }
}
