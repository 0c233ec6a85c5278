package io.flinkmobilenet.image.webp;

/** Bytes that are no WebP bitstream this package decodes. The message says what was expected. */
public final class WebpException extends Exception {
  private static final long serialVersionUID = 1;

  /** What kind of trouble. */
  public enum Kind {
    /** The bitstream ends too early. */
    TRUNCATED,
    /** The bitstream contradicts its specification. */
    MALFORMED,
    /** The bitstream uses something that no image has. */
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

  /** What kind of trouble. */
  public Kind kind() {
    return kind;
  }
}
