package io.flinkmobilenet.protocol;

import java.util.List;

/** Checks that the parts of a deployment are within limits, because they come from outside. */
final class Limits {
  private static final int LONGEST_TEXT = 200;

  private Limits() {}

  static void checkText(String what, String text) {
    if (text.length() > LONGEST_TEXT) {
      throw new IllegalArgumentException(
          "%s: expected at most %d characters, found %d"
              .formatted(what, LONGEST_TEXT, text.length()));
    }
  }

  static void checkCount(String what, int count, int least, int most) {
    if (count < least || count > most) {
      throw new IllegalArgumentException(
          "%s: expected %d to %d, found %d".formatted(what, least, most, count));
    }
  }

  static void checkRange(String what, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      throw new IllegalArgumentException(
          "%s: expected %s to %s, found %s".formatted(what, least, most, value));
    }
  }

  /** Checks that no two names are equal. */
  static void checkDistinct(String what, List<String> names) {
    for (int i = 0; i < names.size(); i++) {
      if (names.indexOf(names.get(i)) < i) {
        throw new IllegalArgumentException(
            "%s: expected different names, found '%s' twice".formatted(what, names.get(i)));
      }
    }
  }
}
