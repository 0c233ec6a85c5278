package io.flinkmobilenet.cli.watch;

/** Texts of others, as long as a page shows them. */
final class ShortText {
  private ShortText() {}

  /** An id, a label, a model's name. */
  static String name(String text) {
    return cut(text, 120);
  }

  /** A message. */
  static String message(String text) {
    return cut(text, 400);
  }

  private static String cut(String text, int longest) {
    if (text == null || text.length() <= longest) {
      return text;
    }
    // Not between the halves of a character.
    int end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
    return text.substring(0, end) + "…";
  }
}
