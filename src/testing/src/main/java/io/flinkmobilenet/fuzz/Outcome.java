package io.flinkmobilenet.fuzz;

import java.util.regex.Pattern;

/** What becomes of an input, in words that leave out what differs from input to input. */
public final class Outcome {
  private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"?|'[^']*'?");
  private static final Pattern NUMBERS =
      Pattern.compile("(?:[^A-Za-z]*(?:[0-9]|\\b[0-9a-f]{2}\\b)[^A-Za-z]*)+");
  private static final int LONGEST = 90;

  private Outcome() {}

  /** A refusal, by its kind and the words of its message. */
  public static String refused(Exception refusal) {
    String message = refusal.getMessage();
    if (message == null || message.isBlank()) {
      throw new AssertionError("a refusal without a message", refusal);
    }
    String words =
        NUMBERS.matcher(QUOTED.matcher(message).replaceAll("…")).replaceAll(" # ").strip();
    return words.length() > LONGEST ? words.substring(0, LONGEST) : words;
  }
}
