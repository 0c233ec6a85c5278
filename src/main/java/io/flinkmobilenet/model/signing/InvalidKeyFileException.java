package io.flinkmobilenet.model.signing;

import java.io.IOException;

/** A text that is no key of the kind that was asked for; the message never quotes it. */
public final class InvalidKeyFileException extends IOException {
  private static final long serialVersionUID = 1;

  InvalidKeyFileException(String message) {
    super(message);
  }

  InvalidKeyFileException(String message, Throwable cause) {
    super(message, cause);
  }
}
