package io.flinkmobilenet.cli.bench;

import io.flinkmobilenet.cli.terminal.Facts;
import io.flinkmobilenet.cli.terminal.Output;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Figures as every bench command computes and prints them. */
final class Figures {
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

  /** Rounded to parts of one; as it is where it is not finite. */
  static double round(double value, double parts) {
    return Double.isFinite(value) ? Math.round(value * parts) / parts : value;
  }

  /** Prints names and values: a JSON line, or a line of text each. */
  static void print(Output out, Map<String, Object> summary) {
    if (out.json()) {
      out.json(summary);
    } else {
      Map<String, Object> facts = new LinkedHashMap<>();
      summary.forEach((name, value) -> facts.put(name.replace('_', ' '), value));
      Facts.print(out, facts);
    }
  }
}
