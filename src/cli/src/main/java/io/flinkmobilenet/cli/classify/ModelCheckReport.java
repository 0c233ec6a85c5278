package io.flinkmobilenet.cli.classify;

import io.flinkmobilenet.cli.classify.ExpectedClasses.Expected;
import io.flinkmobilenet.cli.terminal.Output;
import io.flinkmobilenet.cli.terminal.Table;
import io.flinkmobilenet.model.ModelArtifact;
import io.flinkmobilenet.network.ClassScore;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Prints the best class of each image, and how it compares with what was expected. */
final class ModelCheckReport {
  private static final List<String> TITLES =
      List.of("image", "class", "probability", "expected", "difference");
  private static final int[] WIDTHS = {40, 24, 11, 8, 10};

  private final Output out;
  private final ModelArtifact model;
  private final Optional<ExpectedClasses> expected;
  private final Table table;
  private int classified;
  private int failed;
  private int compared;
  private int equal;
  private int withTruth;
  private int right;
  private double largest;

  ModelCheckReport(Output out, ModelArtifact model, Optional<ExpectedClasses> expected) {
    this.out = out;
    this.model = model;
    this.expected = expected;
    table = Table.streaming(out, TITLES, WIDTHS);
  }

  void add(FileResult result) {
    if (result instanceof FileResult.Failed failure) {
      failed++;
      line(failure.file().name(), failure.message(), null, null, null);
      return;
    }
    ClassScore best = ((FileResult.Classified) result).classes().get(0);
    classified++;
    Expected other = expected.map(all -> all.of(result.file().path())).orElse(null);
    Integer index = other == null ? null : other.best();
    line(
        result.file().name(),
        label(best.index()),
        best.probability(),
        index,
        other == null ? null : compare(best, other));
  }

  /** Counts a comparison and returns the difference of the probabilities, or null. */
  private Double compare(ClassScore best, Expected other) {
    compared++;
    if (other.truth() >= 0) {
      withTruth++;
      right += best.index() == other.truth() ? 1 : 0;
    }
    if (best.index() != other.best()) {
      return null;
    }
    equal++;
    if (Double.isNaN(other.probability())) {
      return null;
    }
    double difference = Math.abs(best.probability() - other.probability());
    largest = Math.max(largest, difference);
    return difference;
  }

  private String label(int index) {
    return index + " " + Table.brief(model.labels().get(index));
  }

  private void line(
      String image, String best, Float probability, Integer other, Double difference) {
    if (out.json()) {
      out.json(
          Output.object(
              "image", image,
              "class", best,
              "probability", probability,
              "expected", other,
              "difference", difference));
    } else {
      table.row(image, best, probability, other, difference);
    }
  }

  void summarise() {
    Map<String, Object> summary =
        Output.object(
            "classified", classified,
            "failed", failed,
            "compared", compared,
            "sameBestClass", equal,
            "largestDifference", largest,
            "withTrueClass", withTruth,
            "right", right);
    if (out.json()) {
      out.json(Map.of("summary", summary));
      return;
    }
    out.text("");
    out.text("%d images classified, %d failed".formatted(classified, failed));
    if (expected.isPresent() && compared == 0) {
      out.text("none of them is in the file of expected classes");
    }
    if (compared > 0) {
      out.text(
          "%d of %d have the expected best class; largest difference of its probability %.6f"
              .formatted(equal, compared, largest));
    }
    if (withTruth > 0) {
      out.text("%d of %d have the true class".formatted(right, withTruth));
    }
  }

  boolean passed() {
    boolean comparedAsAsked = expected.isEmpty() || compared > 0;
    return failed == 0 && equal == compared && comparedAsAsked;
  }
}
