package io.flinkmobilenet.event;

/** A record value that is no event of the expected kind; the message says what was found. */
public final class UnreadableEventException extends Exception {
  private static final long serialVersionUID = 1L;

  /** What is wrong; named as the reasons in {@code schemas/RejectedImage.avsc}. */
  public enum Reason {
    /** The value does not begin with the marker of Avro's single-object encoding. */
    NOT_AVRO,
    /** The value was written with a schema that this reader does not know. */
    UNKNOWN_SCHEMA,
    /** The value ends too early or too late, or declares what its schema does not allow. */
    MALFORMED_RECORD
  }

  private final Reason reason;

  UnreadableEventException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  UnreadableEventException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /** What is wrong. */
  public Reason reason() {
    return reason;
  }
}
