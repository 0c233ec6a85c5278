package io.flinkmobilenet.protocol.routing;

import io.flinkmobilenet.protocol.Condition;

/**
 * Compares a whole text with a pattern, in which {@code *} stands for any characters and {@code ?}
 * for one, if it is a glob. It takes time proportional to the product of both lengths at most.
 */
final class TextPattern {
  private final String pattern;
  private final boolean glob;

  TextPattern(Condition condition) {
    this.pattern = condition.pattern();
    this.glob = condition.glob();
  }

  /** Returns whether the text matches; null matches nothing. */
  boolean matches(String text) {
    if (text == null) {
      return false;
    }
    return glob ? matchesGlob(text) : text.equals(pattern);
  }

  /** When characters differ after a star, the star takes one character more, and so on. */
  private boolean matchesGlob(String text) {
    int at = 0;
    int in = 0;
    int star = -1;
    int resume = 0;
    while (at < text.length()) {
      if (in < pattern.length() && pattern.charAt(in) == '*') {
        star = in++;
        resume = at;
      } else if (in < pattern.length()
          && (pattern.charAt(in) == '?' || pattern.charAt(in) == text.charAt(at))) {
        in++;
        at++;
      } else if (star >= 0) {
        in = star + 1;
        at = ++resume;
      } else {
        return false;
      }
    }
    while (in < pattern.length() && pattern.charAt(in) == '*') {
      in++;
    }
    return in == pattern.length();
  }
}
