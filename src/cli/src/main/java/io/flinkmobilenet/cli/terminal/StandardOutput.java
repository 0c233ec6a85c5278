package io.flinkmobilenet.cli.terminal;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Writes results in UTF-8 and remembers why writing failed. */
public final class StandardOutput extends PrintWriter {
  private static final String NO_READER = "Broken pipe";

  private final Memory stream;

  /**
   * Creates a writer to the given stream, which is the process's standard output except in tests.
   */
  public StandardOutput(OutputStream target) {
    this(new Memory(target));
  }

  private StandardOutput(Memory stream) {
    super(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    this.stream = stream;
  }

  /**
   * The exception to throw once {@link #checkError} returns true. A full disk is reported, a closed
   * reader is not.
   */
  RuntimeException failure() {
    IOException failure = stream.failure;
    if (failure == null || NO_READER.equals(failure.getMessage())) {
      return new ReaderGoneException();
    }
    return new UncheckedIOException(
        new IOException("standard output cannot be written: " + failure.getMessage(), failure));
  }

  private static final class Memory extends FilterOutputStream {
    private IOException failure;

    Memory(OutputStream target) {
      super(target);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      try {
        out.write(bytes, offset, length);
      } catch (IOException e) {
        failure = e;
        throw e;
      }
    }
  }
}
