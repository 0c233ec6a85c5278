package io.flinkmobilenet.protocol.signing;

import java.io.IOException;

/** Thrown if a text is not a key of the expected kind; the message never quotes the text. */
public final class InvalidKeyFileException extends IOException {
  private static final long serialVersionUID = 1;

  InvalidKeyFileException(String message) {
    super(message);
  }

  InvalidKeyFileException(String message, Throwable cause) {
    super(message, cause);
  }
}
