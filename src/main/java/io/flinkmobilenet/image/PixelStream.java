package io.flinkmobilenet.image;

import java.io.IOException;
import javax.imageio.stream.ImageInputStreamImpl;

/**
 * Gives a reader the bytes of an array, and a few times the end. Readers that catch what the end
 * throws and go on with made-up data would otherwise do so for minutes.
 */
final class PixelStream extends ImageInputStreamImpl {
  private static final int MOST_ENDS = 1000;

  private final byte[] bytes;
  private int ends;

  PixelStream(byte[] bytes) {
    this.bytes = bytes;
  }

  @Override
  public int read() throws IOException {
    checkClosed();
    bitOffset = 0;
    return streamPos < bytes.length ? bytes[(int) streamPos++] & 0xff : end();
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    checkClosed();
    bitOffset = 0;
    int count = (int) Math.min(length, bytes.length - streamPos);
    if (count <= 0) {
      return length == 0 ? 0 : end();
    }
    System.arraycopy(bytes, (int) streamPos, target, offset, count);
    streamPos += count;
    return count;
  }

  private int end() throws IOException {
    ends++;
    if (ends > MOST_ENDS) {
      throw new PixelsEndException();
    }
    return -1;
  }

  @Override
  public long length() {
    return bytes.length;
  }
}
