package io.flinkmobilenet.cli.kafka;

/** Where to begin to read a topic. */
public enum Beginning {
  /** With the oldest record it still has. */
  EARLIEST,
  /** With the next record that comes. */
  LATEST
}
