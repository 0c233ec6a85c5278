package io.flinkmobilenet.stream.fetch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;

/** Reads the bytes of an image within the limits of a fetch. */
final class ImageContent {
  private static final int BUFFER_BYTES = 16_384;

  private ImageContent() {}

  /**
   * Reads an image to its end.
   *
   * @param length the length that the source declares; -1 if it declares none
   * @throws FetchException if the image is too long, or the budget is taken to the time limit
   * @throws IOException if the image ends before its length
   */
  static byte[] read(InputStream in, long length, Fetch fetch)
      throws IOException, FetchException, InterruptedException {
    requireNotLonger(length, fetch);
    fetch.reserve(length < 0 ? fetch.maxBytes() : (int) length);
    return length < 0 ? toEnd(in, fetch) : exactly(in, (int) length, fetch);
  }

  /** Refuses an image of which nothing needs to be read because its length is over the limit. */
  static void requireNotLonger(long length, Fetch fetch) throws FetchException {
    if (length > fetch.maxBytes()) {
      throw FetchException.tooLong(fetch.maxBytes(), length + " bytes");
    }
  }

  private static byte[] exactly(InputStream in, int length, Fetch fetch) throws IOException {
    byte[] bytes = new byte[length];
    for (int read = 0; read < length; ) {
      requireTime(fetch);
      int count = in.read(bytes, read, Math.min(BUFFER_BYTES, length - read));
      if (count < 0) {
        throw new IOException("expected %d bytes, found %d".formatted(length, read));
      }
      read += count;
    }
    return bytes;
  }

  private static byte[] toEnd(InputStream in, Fetch fetch) throws IOException, FetchException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] buffer = new byte[BUFFER_BYTES];
    for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
      requireTime(fetch);
      if (bytes.size() + count > fetch.maxBytes()) {
        throw FetchException.tooLong(fetch.maxBytes(), "more");
      }
      bytes.write(buffer, 0, count);
    }
    return bytes.toByteArray();
  }

  private static void requireTime(Fetch fetch) throws SocketTimeoutException {
    fetch.attempt().remainingMillis();
  }
}
