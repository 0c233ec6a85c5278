package io.flinkmobilenet.stream.file;

/**
 * Thrown for a value of a file that cannot be used. The message begins with its place and is one
 * line, whatever the value is.
 */
public final class RefusedValueException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  private static final String CONTROLS = "[\\p{Cc}\\u2028\\u2029]";

  /** Creates one with this message, without its control characters. */
  public RefusedValueException(String message, Throwable cause) {
    super(message.replaceAll(CONTROLS, " "), cause);
  }
}
