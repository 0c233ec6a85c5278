package io.flinkmobilenet.cli.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TextDifferenceTest {
  @Test
  void equalTextsDoNotDiffer() {
    assertThat(TextDifference.of("a\nb\n", "a\nb\n")).isEmpty();
    assertThat(TextDifference.of("", "")).isEmpty();
  }

  @Test
  void changesAreShownWithTheLinesAroundThem() {
    assertThat(TextDifference.of("1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nX\n6\n7\n8\n9\n"))
        .containsExactly("  …", "  2", "  3", "  4", "- 5", "+ X", "  6", "  7", "  8", "  …");
  }

  @Test
  void addedAndRemovedLinesAreShownWhereTheyAre() {
    assertThat(TextDifference.of("a\nb\nc\n", "a\nc\nd\n"))
        .containsExactly("  a", "- b", "  c", "+ d");
    assertThat(TextDifference.of("", "a\n")).containsExactly("+ a");
    assertThat(TextDifference.of("a\n", "")).containsExactly("- a");
  }

  @Test
  void distantChangesAreShownApart() {
    String before = "a\n1\n2\n3\n4\n5\n6\n7\n8\nb\n";
    String after = "A\n1\n2\n3\n4\n5\n6\n7\n8\nB\n";
    assertThat(TextDifference.of(before, after))
        .containsExactly(
            "- a", "+ A", "  1", "  2", "  3", "  …", "  6", "  7", "  8", "- b", "+ B");
  }

  /** Without the lines that are marked as added, a short difference is the first text. */
  @Test
  void aDifferenceContainsBothTexts() {
    Random random = new Random(5);
    for (int round = 0; round < 2000; round++) {
      String before = text(random);
      String after = text(random);
      var lines = TextDifference.of(before, after);
      if (!before.equals(after)) {
        assertThat(side(lines, '+')).isEqualTo(before);
        assertThat(side(lines, '-')).isEqualTo(after);
      }
    }
  }

  /** At most four lines, so that all of them are near a change. */
  private static String text(Random random) {
    return random
        .ints(random.nextInt(5), 0, 3)
        .mapToObj(line -> line + "\n")
        .collect(Collectors.joining());
  }

  private static String side(java.util.List<String> lines, char other) {
    return lines.stream()
        .filter(line -> line.charAt(0) != other)
        .map(line -> line.substring(2) + "\n")
        .collect(Collectors.joining());
  }

  @Test
  void longTextsAreNotComparedLineByLine() {
    String before = "a\n".repeat(3000) + "b\n";
    String after = "c\n" + "d\n".repeat(3000);
    assertThat(TextDifference.of(before, after)).hasSize(6002);
  }
}
