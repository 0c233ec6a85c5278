package io.flinkmobilenet.image.webp;

/**
 * Thrown for bytes that are not a WebP bitstream this package can decode. The message says what was
 * expected.
 */
public final class WebpException extends Exception {
  private static final long serialVersionUID = 1;

  /** Kinds of failure. */
  public enum Kind {
    /** The bitstream ends too early. */
    TRUNCATED,
    /** The bitstream contradicts its specification. */
    MALFORMED,
    /** The bitstream uses a feature that still images do not have. */
    UNSUPPORTED
  }

  private final Kind kind;

  private WebpException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  static WebpException truncated(String message) {
    return new WebpException(Kind.TRUNCATED, message);
  }

  static WebpException malformed(String message) {
    return new WebpException(Kind.MALFORMED, message);
  }

  static WebpException unsupported(String message) {
    return new WebpException(Kind.UNSUPPORTED, message);
  }

  /** The kind of failure. */
  public Kind kind() {
    return kind;
  }
}
