package io.flinkmobilenet.stream.kafka;

import java.io.IOException;

/** The brokers no longer take records from this job's producer; the message says who took over. */
final class FencedProducerException extends IOException {
  private static final long serialVersionUID = 1;

  FencedProducerException(String message, Throwable cause) {
    super(message, cause);
  }
}
