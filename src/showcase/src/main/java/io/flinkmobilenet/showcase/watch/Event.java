package io.flinkmobilenet.showcase.watch;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** The frame of a server-sent event. */
final class Event {
  private static final byte[] BEGIN = "data: ".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] END = "\n\n".getBytes(StandardCharsets.US_ASCII);

  private Event() {}

  /** An event with one line of data. */
  static byte[] of(byte[] line) {
    ByteArrayOutputStream event = new ByteArrayOutputStream(line.length + 8);
    event.writeBytes(BEGIN);
    event.writeBytes(line);
    event.writeBytes(END);
    return event.toByteArray();
  }
}
