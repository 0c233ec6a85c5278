package io.flinkmobilenet.image.rows;

/**
 * Thrown for bytes that a decoder of this project cannot decode. The message says what was
 * expected; it does not name the format.
 */
public final class DecodingException extends Exception {
  private static final long serialVersionUID = 1;

  /** Kinds of failure. */
  public enum Kind {
    /** The data end too early. */
    TRUNCATED,
    /** The data contradict the specification of the format. */
    MALFORMED,
    /** The data use a part of the specification that the decoder does not support. */
    UNSUPPORTED
  }

  private final Kind kind;

  private DecodingException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  /** The data end too early. */
  public static DecodingException truncated(String message) {
    return new DecodingException(Kind.TRUNCATED, message);
  }

  /** The data contradict the specification of the format. */
  public static DecodingException malformed(String message) {
    return new DecodingException(Kind.MALFORMED, message);
  }

  /** The data use a part of the specification that the decoder does not support. */
  public static DecodingException unsupported(String message) {
    return new DecodingException(Kind.UNSUPPORTED, message);
  }

  /** The kind of failure. */
  public Kind kind() {
    return kind;
  }
}
