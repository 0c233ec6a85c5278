package io.flinkmobilenet.showcase.watch;

/** Cuts texts from events to the length that the page shows. */
final class ShortText {
  private ShortText() {}

  /** Cuts an id, a label or a model's name. */
  static String name(String text) {
    return cut(text, 120);
  }

  /** Cuts a message. */
  static String message(String text) {
    return cut(text, 400);
  }

  private static String cut(String text, int longest) {
    if (text == null || text.length() <= longest) {
      return text;
    }
    // Does not cut between the two halves of a surrogate pair.
    int end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
    return text.substring(0, end) + "…";
  }
}
