package io.flinkmobilenet.graph;

import java.util.List;

/** Checks of operators; each refusal says what was expected and what was found. */
final class Expect {
  /** Largest number of rows or columns of a map, a window or a padding. */
  static final int MAX_EXTENT = 1 << 15;

  private static final int MAX_NAME = 256;

  private Expect() {}

  static void that(boolean valid, String what, Object expected, Object found) {
    if (!valid) {
      throw refusal(what, expected, found);
    }
  }

  /** Returns a refusal; callers that describe what they expect do so only where they refuse. */
  static InvalidGraphException refusal(String what, Object expected, Object found) {
    return new InvalidGraphException("%s: expected %s, found %s".formatted(what, expected, found));
  }

  /** Checks that a whole number lies between two bounds, both of them allowed. */
  static void range(String what, int found, int least, int most) {
    if (found < least || found > most) {
      throw refusal(what, least + " to " + most, found);
    }
  }

  static void finite(String what, double found) {
    that(Double.isFinite(found) && Float.isFinite((float) found), what, "a finite float", found);
  }

  /** Checks that an attribute that is an object or a text is present. */
  static void present(String what, Object found) {
    that(found != null && !"".equals(found), what, "a value", "none");
  }

  /** Checks a name, which messages repeat. */
  static void name(String what, String found) {
    present(what, found);
    that(found.length() <= MAX_NAME, what, "at most 256 characters", found.length());
  }

  /** Returns the only input of an operator that reads one map. */
  static FeatureShape one(List<FeatureShape> inputs) {
    that(inputs.size() == 1, "inputs", "1", inputs.size());
    return inputs.get(0);
  }
}
