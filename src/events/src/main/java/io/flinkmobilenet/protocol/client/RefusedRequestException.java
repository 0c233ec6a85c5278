package io.flinkmobilenet.protocol.client;

/**
 * Thrown if the models topic has other contents than a request expects, for example no such model.
 * Nothing was sent. The message is one line for the user.
 */
public final class RefusedRequestException extends Exception {
  private static final long serialVersionUID = 1;

  RefusedRequestException(String message) {
    super(message);
  }
}
