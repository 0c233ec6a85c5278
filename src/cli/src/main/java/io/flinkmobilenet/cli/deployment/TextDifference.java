package io.flinkmobilenet.cli.deployment;

import java.util.ArrayList;
import java.util.List;

/**
 * The difference between two texts, line by line: lines that only the first has after {@code -},
 * those that only the second has after {@code +}, and some lines around them after a blank.
 */
public final class TextDifference {
  /** Unchanged lines shown before and after a change. */
  private static final int CONTEXT = 3;

  /** Above this many comparisons all lines between the first and the last change are shown. */
  private static final long MOST_COMPARISONS = 4_000_000;

  private final List<String> before;
  private final List<String> after;
  private final List<String> lines = new ArrayList<>();

  private TextDifference(List<String> before, List<String> after) {
    this.before = before;
    this.after = after;
  }

  /** Returns the lines of the difference; none if the texts are equal. */
  public static List<String> of(String before, String after) {
    return new TextDifference(before.lines().toList(), after.lines().toList()).shown();
  }

  private List<String> shown() {
    int start = 0;
    int end = 0;
    int shorter = Math.min(before.size(), after.size());
    while (start < shorter && before.get(start).equals(after.get(start))) {
      start++;
    }
    while (end < shorter - start && last(before, end).equals(last(after, end))) {
      end++;
    }
    before.subList(0, start).forEach(line -> lines.add("  " + line));
    compare(before.subList(start, before.size() - end), after.subList(start, after.size() - end));
    before.subList(before.size() - end, before.size()).forEach(line -> lines.add("  " + line));
    return nearChanges();
  }

  private static String last(List<String> texts, int fromEnd) {
    return texts.get(texts.size() - 1 - fromEnd);
  }

  private void compare(List<String> old, List<String> now) {
    if ((long) old.size() * now.size() > MOST_COMPARISONS) {
      old.forEach(line -> lines.add("- " + line));
      now.forEach(line -> lines.add("+ " + line));
      return;
    }
    int[][] common = commonLengths(old, now);
    int i = 0;
    int j = 0;
    while (i < old.size() || j < now.size()) {
      if (i < old.size() && j < now.size() && old.get(i).equals(now.get(j))) {
        lines.add("  " + old.get(i++));
        j++;
      } else if (j == now.size() || i < old.size() && common[i + 1][j] >= common[i][j + 1]) {
        lines.add("- " + old.get(i++));
      } else {
        lines.add("+ " + now.get(j++));
      }
    }
  }

  /** Returns the length of the longest common subsequence of the lines from i and from j on. */
  private static int[][] commonLengths(List<String> old, List<String> now) {
    int[][] common = new int[old.size() + 1][now.size() + 1];
    for (int i = old.size() - 1; i >= 0; i--) {
      for (int j = now.size() - 1; j >= 0; j--) {
        common[i][j] =
            old.get(i).equals(now.get(j))
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    return common;
  }

  private List<String> nearChanges() {
    List<String> shown = new ArrayList<>();
    int next = 0;
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith(" ")) {
        continue;
      }
      int from = Math.max(next, i - CONTEXT);
      if (from > next) {
        shown.add("  …");
      }
      int to = Math.min(lines.size(), i + CONTEXT + 1);
      shown.addAll(lines.subList(from, Math.max(from, to)));
      next = Math.max(next, to);
    }
    if (next > 0 && next < lines.size()) {
      shown.add("  …");
    }
    return shown;
  }
}
