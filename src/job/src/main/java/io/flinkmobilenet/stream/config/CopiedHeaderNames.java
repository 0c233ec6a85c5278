package io.flinkmobilenet.stream.config;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/** Reads the names of the headers that come back: those of a trace, and those that are chosen. */
final class CopiedHeaderNames {
  private static final int MOST = 16;
  private static final int LONGEST = 100;

  /**
   * The headers of W3C's trace context, which always come back.
   *
   * @see <a href="https://www.w3.org/TR/trace-context/">Trace Context</a>
   */
  private static final Set<String> TRACE = Set.of("traceparent", "tracestate");

  private CopiedHeaderNames() {}

  static Set<String> read(String text) {
    Set<String> names = new LinkedHashSet<>(TRACE);
    for (String part : text.split(",")) {
      String name = part.strip();
      if (isReserved(name)) {
        throw refusal("headers that no format writes itself", name);
      }
      if (name.length() > LONGEST) {
        throw refusal("names of at most " + LONGEST + " characters", name.substring(0, LONGEST));
      }
      if (!name.isEmpty()) {
        names.add(name);
      }
    }
    if (names.size() > MOST + TRACE.size()) {
      throw refusal("at most " + MOST + " names", names.size() - TRACE.size());
    }
    return Set.copyOf(names);
  }

  /** CloudEvents have these headers. */
  private static boolean isReserved(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.startsWith("ce_") || lower.equals("content-type");
  }

  private static InvalidOptionException refusal(String expected, Object found) {
    return new InvalidOptionException(
        "--%s: expected %s, found '%s'".formatted(JobOptions.COPY_HEADERS.key(), expected, found));
  }
}
