package io.flinkmobilenet.cli.terminal;

/** Standard output was closed by its reader, {@code head} for one: no failure worth a word. */
final class ReaderGoneException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ReaderGoneException() {
    super("standard output was closed by its reader");
  }
}
