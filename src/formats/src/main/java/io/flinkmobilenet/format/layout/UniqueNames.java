package io.flinkmobilenet.format.layout;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Names that occur once, made from names of a file that may be empty, long or equal. */
public final class UniqueNames {
  /** Shorter than the names that a graph accepts, because suffixes follow. */
  private static final int LONGEST = 200;

  private final Set<String> taken = new HashSet<>();
  private final Map<String, Integer> counts = new HashMap<>();

  /** Returns the name in one line without control characters, cut after 200 characters. */
  public static String line(String name) {
    String brief = name.length() > LONGEST ? name.substring(0, LONGEST) : name;
    return brief.replaceAll("\\p{C}|\\R", "?");
  }

  /** Returns a name that was not returned before. */
  String of(String name) {
    return prefix(name, List.of(""));
  }

  /** Returns a prefix with which all names are new. */
  String prefix(String name, Collection<String> suffixes) {
    String base = name.isEmpty() ? "unnamed" : line(name);
    String candidate = base;
    while (isTaken(candidate, suffixes)) {
      candidate = base + "_" + counts.merge(base, 1, Integer::sum);
    }
    for (String suffix : suffixes) {
      taken.add(candidate + suffix);
    }
    return candidate;
  }

  private boolean isTaken(String candidate, Collection<String> suffixes) {
    return suffixes.stream().anyMatch(suffix -> taken.contains(candidate + suffix));
  }
}
