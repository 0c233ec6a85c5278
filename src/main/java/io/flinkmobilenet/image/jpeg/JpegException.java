package io.flinkmobilenet.image.jpeg;

/**
 * Thrown for bytes that are not a JPEG image this package can decode. The message says what was
 * expected.
 */
public final class JpegException extends Exception {
  private static final long serialVersionUID = 1;

  /** Kinds of failure. */
  public enum Kind {
    /** The file, or the data of a scan, ends too early. */
    TRUNCATED,
    /** The file contradicts ITU-T T.81. */
    MALFORMED,
    /** The file uses a part of ITU-T T.81 that this package does not support. */
    UNSUPPORTED
  }

  private final Kind kind;

  private JpegException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  static JpegException truncated(String message) {
    return new JpegException(Kind.TRUNCATED, message);
  }

  static JpegException malformed(String message) {
    return new JpegException(Kind.MALFORMED, message);
  }

  static JpegException unsupported(String message) {
    return new JpegException(Kind.UNSUPPORTED, message);
  }

  /** The kind of failure. */
  public Kind kind() {
    return kind;
  }
}
