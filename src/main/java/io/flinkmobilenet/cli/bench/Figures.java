package io.flinkmobilenet.cli.bench;

import io.flinkmobilenet.cli.terminal.Output;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/** Figures as every bench command computes and prints them. */
final class Figures {
  private static final int NAMES = 20;

  private Figures() {}

  /** The middle one; of an even number the higher of both. */
  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  /** The median of the quotients of values that were measured one after the other. */
  static double medianRatio(double[] values, double[] others) {
    double[] ratios = new double[values.length];
    Arrays.setAll(ratios, i -> values[i] / others[i]);
    return median(ratios);
  }

  static double least(double[] values) {
    return Arrays.stream(values).min().orElseThrow();
  }

  /** Rounded to parts of one. */
  static double round(double value, double parts) {
    return Math.round(value * parts) / parts;
  }

  /** Prints names and values: a JSON line, or a line of text each. */
  static void print(Output out, Map<String, Object> summary) {
    if (out.json()) {
      out.json(summary);
    } else {
      summary.forEach(
          (name, value) ->
              out.text(("%-" + NAMES + "s%s").formatted(name.replace('_', ' '), cell(value))));
    }
  }

  private static Object cell(Object value) {
    return value instanceof Long || value instanceof Integer
        ? String.format(Locale.ROOT, "%,d", ((Number) value).longValue())
        : value;
  }
}
