package io.flinkmobilenet.showcase.evaluate;

import io.flinkmobilenet.cli.terminal.Facts;
import io.flinkmobilenet.cli.terminal.Output;
import io.flinkmobilenet.cli.terminal.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/**
 * Prints how a cascade does: thresholds chosen on one half of the images, judged on the other.
 *
 * @param about the models and the settings of the run
 */
record CascadeReport(
    CascadeHalf choosing, CascadeHalf judging, ThresholdRule rule, Map<String, Object> about) {
  private static final int ROWS = 10;

  void json(Output out) {
    out.json(Map.of("thresholds", summary()));
    rows().forEach(row -> out.json(Map.of("result", row)));
    points(best()).forEach(point -> out.json(Map.of("point", fields(point))));
  }

  void table(Output out) {
    Map<String, Object> facts = new LinkedHashMap<>();
    summary().forEach((name, value) -> facts.put(words(name), rounded(value)));
    Facts.print(out, facts);
    out.text("");
    print(out, rows());
    out.text("");
    print(out, points(best()).stream().map(this::fields).toList());
  }

  private static void print(Output out, List<Map<String, Object>> rows) {
    List<List<Object>> cells = new ArrayList<>();
    for (Map<String, Object> row : rows) {
      cells.add(Arrays.asList(row.values().toArray()));
    }
    List<String> titles = rows.get(0).keySet().stream().map(CascadeReport::words).toList();
    Table.print(out, titles, cells);
  }

  private static Object rounded(Object value) {
    return value instanceof Double number ? String.format(Locale.ROOT, "%.4f", number) : value;
  }

  /** Converts a name in camel case to words: large share. */
  private static String words(String name) {
    return name.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
  }

  /** Returns the confidence with which the rule gets more on the choosing half. */
  Confidence best() {
    return value(Confidence.MARGIN) > value(Confidence.PROBABILITY)
        ? Confidence.MARGIN
        : Confidence.PROBABILITY;
  }

  private double value(Confidence confidence) {
    OptionalDouble threshold = threshold(confidence);
    if (threshold.isEmpty()) {
      return Double.NEGATIVE_INFINITY;
    }
    CascadeHalf.Point point = choosing.at(confidence, threshold.getAsDouble());
    return rule instanceof ThresholdRule.Loss ? -point.largeShare() : point.accuracy();
  }

  /** Returns the chosen threshold; empty if none does what the rule asks for. */
  OptionalDouble threshold(Confidence confidence) {
    return rule.choose(choosing, confidence);
  }

  private Map<String, Object> summary() {
    Map<String, Object> fields = Output.object();
    fields.putAll(about);
    fields.put("choosing", choosing.trials().size());
    fields.put("judging", judging.trials().size());
    fields.put("smallDecodeMillis", millis(trial -> trial.small().decodeNanos()));
    fields.put("smallNetworkMillis", millis(trial -> trial.small().networkNanos()));
    fields.put("largeDecodeMillis", millis(trial -> trial.large().decodeNanos()));
    fields.put("largeNetworkMillis", millis(trial -> trial.large().networkNanos()));
    fields.put("confidence", best().name().toLowerCase(Locale.ROOT));
    OptionalDouble threshold = threshold(best());
    fields.put("threshold", threshold.isEmpty() ? null : threshold.getAsDouble());
    return fields;
  }

  private List<Map<String, Object>> rows() {
    List<Map<String, Object>> rows = new ArrayList<>();
    rows.add(
        row("small alone", null, judging.accuracy(CascadeTrial::small), smallMillis(), 0, null));
    for (Confidence confidence : Confidence.values()) {
      OptionalDouble threshold = threshold(confidence);
      if (threshold.isPresent()) {
        CascadeHalf.Point point = judging.at(confidence, threshold.getAsDouble());
        rows.add(
            row(
                "cascade, " + confidence.name().toLowerCase(Locale.ROOT),
                point.threshold(),
                point.accuracy(),
                point.millis(),
                point.largeShare(),
                judging.uncertainty(confidence, point.threshold())));
      }
    }
    rows.add(
        row("large alone", null, judging.accuracy(CascadeTrial::large), largeMillis(), 1, null));
    return rows;
  }

  private Map<String, Object> row(
      String models,
      Double threshold,
      double accuracy,
      double millis,
      double largeShare,
      Double uncertainty) {
    return Output.object(
        "models", models,
        "threshold", threshold,
        "largeShare", largeShare,
        "accuracy", accuracy,
        "difference", accuracy - judging.accuracy(CascadeTrial::large),
        "plusMinus", uncertainty,
        "millis", millis,
        "imagesPerSecond", 1000 / millis,
        "speedup", largeMillis() / millis);
  }

  private Map<String, Object> fields(CascadeHalf.Point point) {
    return Output.object(
        "threshold", point.threshold(),
        "largeShare", point.largeShare(),
        "accuracy", point.accuracy(),
        "millis", point.millis(),
        "speedup", largeMillis() / point.millis());
  }

  double smallMillis() {
    return millis(trial -> trial.small().nanos());
  }

  double largeMillis() {
    return millis(trial -> trial.large().nanos());
  }

  private double millis(ToDoubleFunction<CascadeTrial> nanos) {
    return judging.mean(nanos) / 1e6;
  }

  /** Returns points of the curve on the judging half, about evenly spaced, the cheapest first. */
  private List<CascadeHalf.Point> points(Confidence confidence) {
    double[] thresholds = judging.thresholds(confidence);
    List<CascadeHalf.Point> points = new ArrayList<>();
    int count = Math.min(ROWS, thresholds.length);
    for (int i = count; i > 0; i--) {
      points.add(judging.at(confidence, thresholds[(thresholds.length - 1) * i / count]));
    }
    return points;
  }
}
