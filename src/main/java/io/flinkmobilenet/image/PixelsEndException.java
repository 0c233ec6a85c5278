package io.flinkmobilenet.image;

import java.io.IOException;

/** The pixels ended and the reader went on. Not an EOFException, since readers catch that. */
final class PixelsEndException extends IOException {
  private static final long serialVersionUID = 1;

  PixelsEndException() {
    super("read on beyond the end");
  }
}
