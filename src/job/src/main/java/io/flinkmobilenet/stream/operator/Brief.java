package io.flinkmobilenet.stream.operator;

/**
 * Limits the length of texts in records: a message may quote its input, for example a tensor name
 * of 16 MB, and a record that is too long for Kafka would fail the job.
 */
final class Brief {
  private static final int LONGEST = 2000;

  private Brief() {}

  /** Returns the text, or its beginning if it is long. */
  static String of(String text) {
    return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
  }
}
