package io.flinkmobilenet.stream.kafka;

import java.io.IOException;

/** Thrown if the brokers have fenced the job's producer; the message names the likely cause. */
final class FencedProducerException extends IOException {
  private static final long serialVersionUID = 1;

  FencedProducerException(String message, Throwable cause) {
    super(message, cause);
  }
}
