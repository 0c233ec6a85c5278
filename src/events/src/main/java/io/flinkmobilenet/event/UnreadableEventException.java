package io.flinkmobilenet.event;

/** Thrown if a value is not an event of the expected kind; the message says what was found. */
public final class UnreadableEventException extends Exception {
  private static final long serialVersionUID = 1L;

  /** The reason, named as in {@code schemas/RejectedImage.avsc}. */
  public enum Reason {
    /** The value does not begin with the marker of Avro's single-object encoding. */
    NOT_AVRO,
    /** The value was written with a schema that this reader does not know. */
    UNKNOWN_SCHEMA,
    /**
     * The value ends too early or too late, or contains something that its schema does not allow.
     */
    MALFORMED_RECORD
  }

  private final Reason reason;

  /** Creates an exception whose message says what was expected and what was found. */
  public UnreadableEventException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /** Creates such an exception with the one that it follows from. */
  public UnreadableEventException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /** Returns the reason. */
  public Reason reason() {
    return reason;
  }
}
