package io.flinkmobilenet.bench;

import io.flinkmobilenet.cli.terminal.Facts;
import io.flinkmobilenet.cli.terminal.Output;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Computes and prints figures for all bench commands. */
final class Figures {
  private Figures() {}

  /** The median; of an even number of values the higher of the two in the middle. */
  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  /** The median of the ratios of values that were measured in pairs. */
  static double medianRatio(double[] values, double[] others) {
    double[] ratios = new double[values.length];
    Arrays.setAll(ratios, i -> values[i] / others[i]);
    return median(ratios);
  }

  static double least(double[] values) {
    return Arrays.stream(values).min().orElseThrow();
  }

  /** Rounds to a multiple of 1 / parts; returns values that are not finite unchanged. */
  static double round(double value, double parts) {
    return Double.isFinite(value) ? Math.round(value * parts) / parts : value;
  }

  /** Prints names and values as one JSON line or as one line of text each. */
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
