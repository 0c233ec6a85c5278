package io.flinkmobilenet.graph;

import java.util.Locale;

/** How a pool turns the values of a window into one. */
public enum Reduction {
  /** The largest value. */
  MAX,
  /** The mean. */
  AVERAGE;

  String title() {
    return name().toLowerCase(Locale.ROOT);
  }
}
