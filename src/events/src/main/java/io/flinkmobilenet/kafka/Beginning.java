package io.flinkmobilenet.kafka;

/** Position from which a topic is read. */
public enum Beginning {
  /** From the oldest record that it still has. */
  EARLIEST,
  /** From the next record that is written. */
  LATEST
}
