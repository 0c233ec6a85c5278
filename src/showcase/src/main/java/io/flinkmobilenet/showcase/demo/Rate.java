package io.flinkmobilenet.showcase.demo;

import java.util.Locale;

/** Computes rates per second. */
final class Rate {
  private Rate() {}

  /** The rate; null if no time has passed. */
  static Double of(long many, double seconds) {
    return seconds > 0 ? many / seconds : null;
  }

  /** The rate with one decimal; a dash if there is none. */
  static String text(Double perSecond) {
    return perSecond == null ? "–" : String.format(Locale.ROOT, "%.1f", perSecond);
  }
}
