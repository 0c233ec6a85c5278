package io.flinkmobilenet.stream.fetch;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;

/**
 * The content of a response in chunks (<a
 * href="https://www.rfc-editor.org/rfc/rfc9112#section-7.1">RFC 9112, section 7.1</a>).
 */
final class ChunkedInput extends InputStream {
  private static final int LONGEST_LINE = 4096;
  private static final int HEXADECIMAL = 16;

  private final InputStream in;
  private long left;
  private boolean first = true;
  private boolean ended;

  ChunkedInput(InputStream in) {
    this.in = in;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (ended || left == 0 && !nextChunk()) {
      return -1;
    }
    int count = in.read(target, offset, (int) Math.min(length, left));
    if (count < 0) {
      throw new EOFException("expected the rest of a chunk, found the end");
    }
    left -= count;
    return count;
  }

  private boolean nextChunk() throws IOException {
    int[] budget = {LONGEST_LINE};
    if (!first && !HttpHead.line(in, budget).isEmpty()) {
      throw new ProtocolException("expected the end of a chunk");
    }
    first = false;
    String size = HttpHead.line(in, budget).split(";", 2)[0].strip();
    if (!size.matches("[0-9a-fA-F]{1,15}")) {
      throw new ProtocolException("expected the size of a chunk");
    }
    left = Long.parseLong(size, HEXADECIMAL);
    if (left > 0) {
      return true;
    }
    ended = true;
    while (!HttpHead.line(in, budget).isEmpty()) {
      // Trailer fields have no use here.
      continue;
    }
    return false;
  }
}
