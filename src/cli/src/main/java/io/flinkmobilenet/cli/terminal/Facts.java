package io.flinkmobilenet.cli.terminal;

import java.util.Locale;
import java.util.Map;

/** Prints names and values for people, one pair per line, with the values aligned. */
public final class Facts {
  private static final String GAP = "  ";

  private Facts() {}

  /** Prints the facts. The column of names is as wide as the longest name. */
  public static void print(Output out, Map<String, ?> facts) {
    int width = facts.keySet().stream().mapToInt(String::length).max().orElse(0);
    facts.forEach(
        (name, value) -> out.text(name + " ".repeat(width - name.length()) + GAP + text(value)));
  }

  /** A value in readable form; a dash if there is none. */
  public static String text(Object value) {
    if (value instanceof Long || value instanceof Integer) {
      return String.format(Locale.ROOT, "%,d", ((Number) value).longValue());
    }
    boolean none =
        value == null
            || value instanceof Double number && !Double.isFinite(number)
            || value instanceof Float small && !Float.isFinite(small);
    return none ? "–" : value.toString();
  }
}
