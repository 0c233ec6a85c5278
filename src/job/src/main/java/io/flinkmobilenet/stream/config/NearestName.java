package io.flinkmobilenet.stream.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the known name that is most similar to an unknown one, for "did you mean" messages. */
public final class NearestName {
  /** One wrong letter is allowed, and one more for each group of this many letters. */
  private static final int LETTERS_FOR_EACH_MISTAKE = 4;

  /** Prefixes with fewer letters match too many names. */
  private static final int SHORTEST_BEGINNING = 3;

  private NearestName() {}

  /** Returns the most similar of the known names; empty if none is similar. */
  public static Optional<String> of(String name, Collection<String> known) {
    return known.stream()
        .filter(candidate -> isSimilar(name, candidate))
        .min(Comparator.comparingInt(candidate -> distance(candidate, name)));
  }

  private static boolean isSimilar(String name, String candidate) {
    int mistakes = 1 + name.length() / LETTERS_FOR_EACH_MISTAKE;
    return distance(candidate, name) <= mistakes
        || name.length() >= SHORTEST_BEGINNING
            && (candidate.startsWith(name) || candidate.endsWith("-" + name));
  }

  /**
   * Counts the letters to insert, delete, replace or exchange with their neighbour: the optimal
   * string alignment distance.
   *
   * @see <a href="https://en.wikipedia.org/wiki/Damerau%E2%80%93Levenshtein_distance">Damerau and
   *     Levenshtein's distance</a>
   */
  private static int distance(String a, String b) {
    int[][] rows = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        rows[i][j] = i == 0 || j == 0 ? i + j : least(rows, i, j, a, b);
      }
    }
    return rows[a.length()][b.length()];
  }

  private static int least(int[][] rows, int i, int j, String a, String b) {
    boolean same = a.charAt(i - 1) == b.charAt(j - 1);
    int changed = rows[i - 1][j - 1] + (same ? 0 : 1);
    int least = Math.min(changed, 1 + Math.min(rows[i - 1][j], rows[i][j - 1]));
    boolean exchanged =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return exchanged ? Math.min(least, rows[i - 2][j - 2] + 1) : least;
  }
}
