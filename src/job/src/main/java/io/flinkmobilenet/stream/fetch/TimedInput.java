package io.flinkmobilenet.stream.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;

/**
 * The bytes that arrive at a socket. Each read waits at most to the time limit, so that a server
 * that sends a byte now and then gains nothing by it.
 */
final class TimedInput extends InputStream {
  private static final int BUFFER_BYTES = 16_384;

  private final Socket socket;
  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int position;
  private int end;
  private TimeLimit limit;

  TimedInput(Socket socket, TimeLimit limit) throws IOException {
    this.socket = socket;
    this.in = socket.getInputStream();
    this.limit = limit;
  }

  void limit(TimeLimit other) {
    limit = other;
  }

  @Override
  public int read() throws IOException {
    return position < end || fill() ? buffer[position++] & 0xFF : -1;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (position == end && !fill()) {
      return -1;
    }
    int count = Math.min(length, end - position);
    System.arraycopy(buffer, position, target, offset, count);
    position += count;
    return count;
  }

  private boolean fill() throws IOException {
    socket.setSoTimeout(limit.remainingMillis());
    int count = in.read(buffer);
    position = 0;
    end = Math.max(0, count);
    return count > 0;
  }
}
