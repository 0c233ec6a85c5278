package io.flinkmobilenet.cli.terminal;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Results on their way out, in UTF-8. Remembers why they could not be written. */
public final class StandardOutput extends PrintWriter {
  private static final String NO_READER = "Broken pipe";

  private final Memory stream;

  /** Writes to the given stream, which is the process's own outside tests. */
  public StandardOutput(OutputStream target) {
    this(new Memory(target));
  }

  private StandardOutput(Memory stream) {
    super(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    this.stream = stream;
  }

  /** What to throw once {@link #checkError} says so: a full disk is told, a gone reader is not. */
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
