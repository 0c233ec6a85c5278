package io.flinkmobilenet.cli.terminal;

/**
 * Thrown if standard output was closed by its reader, for example {@code head}. This is not
 * reported as a failure.
 */
final class ReaderGoneException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ReaderGoneException() {
    super("standard output was closed by its reader");
  }
}
