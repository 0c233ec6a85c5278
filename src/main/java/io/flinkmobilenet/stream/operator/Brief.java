package io.flinkmobilenet.stream.operator;

/**
 * Texts for records: a message may quote what it was given, a tensor's name of 16 MB say, and a
 * record that is too long for Kafka would fail the job.
 */
final class Brief {
  private static final int LONGEST = 2000;

  private Brief() {}

  /** The text, or its beginning where it is long. */
  static String of(String text) {
    return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
  }
}
