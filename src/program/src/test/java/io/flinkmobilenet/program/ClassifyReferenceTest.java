package io.flinkmobilenet.program;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.flinkmobilenet.Reference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Compares the predictions for the hundred reference images with those of an independent
 * implementation.
 */
class ClassifyReferenceTest {
  /**
   * Tolerance for the decoder's rounding. The network's own error is four orders of magnitude
   * smaller.
   */
  private static final double PROBABILITY_TOLERANCE = 0.02;

  @Test
  void saysWhatTheReferenceSays() throws IOException {
    Path reference = Reference.require();
    Invocation run =
        Invocation.of(
            "classify",
            "--model",
            reference.resolve("models/imagenet").toString(),
            reference.resolve("images").toString());
    assertThat(run.exitCode()).as(run.err()).isZero();
    List<JsonNode> found = run.json();
    List<Expected> expected = Expected.read(reference.resolve("expected-imagenet.csv"));
    assertThat(found).hasSameSizeAs(expected);

    int sameAsReference = 0;
    int right = 0;
    for (int i = 0; i < expected.size(); i++) {
      JsonNode line = found.get(i);
      assertThat(line.get("file").asText()).endsWith("/" + expected.get(i).file());
      int best = line.at("/classes/0/index").asInt();
      sameAsReference += best == expected.get(i).classes()[0] ? 1 : 0;
      right += best == expected.get(i).trueClass() ? 1 : 0;
      requireCloseProbabilities(line, expected.get(i));
    }
    assertThat(sameAsReference).isGreaterThanOrEqualTo(99);
    assertThat(right).isBetween(84, 86);
  }

  private static void requireCloseProbabilities(JsonNode line, Expected expected) {
    for (JsonNode score : line.get("classes")) {
      for (int i = 0; i < expected.classes().length; i++) {
        if (expected.classes()[i] == score.get("index").asInt()) {
          assertThat(Math.abs(score.get("probability").asDouble() - expected.probabilities()[i]))
              .as(expected.file() + " " + score)
              .isLessThanOrEqualTo(PROBABILITY_TOLERANCE);
        }
      }
    }
  }

  private record Expected(String file, int trueClass, int[] classes, double[] probabilities) {
    private static final int CLASSES = 5;

    static List<Expected> read(Path csv) throws IOException {
      List<Expected> rows = new ArrayList<>();
      for (String line : Files.readAllLines(csv).subList(1, 101)) {
        // Only the label, which is quoted, may contain commas.
        String[] front = line.split(",", 3);
        String[] back = line.substring(line.lastIndexOf('"') + 1).split(",");
        int[] classes = new int[CLASSES];
        double[] probabilities = new double[CLASSES];
        int from = back.length - 2 * CLASSES;
        for (int i = 0; i < CLASSES; i++) {
          classes[i] = Integer.parseInt(back[from + 2 * i]);
          probabilities[i] = Double.parseDouble(back[from + 2 * i + 1]);
        }
        rows.add(new Expected(front[0], Integer.parseInt(front[1]), classes, probabilities));
      }
      return rows;
    }
  }
}
