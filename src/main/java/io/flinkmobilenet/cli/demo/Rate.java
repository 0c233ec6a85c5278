package io.flinkmobilenet.cli.demo;

import java.util.Locale;

/** How many a second, where a time has passed at all. */
final class Rate {
  private Rate() {}

  /** Null where no time has passed. */
  static Double of(long many, double seconds) {
    return seconds > 0 ? many / seconds : null;
  }

  /** With one decimal; a dash where there is none. */
  static String text(Double perSecond) {
    return perSecond == null ? "–" : String.format(Locale.ROOT, "%.1f", perSecond);
  }
}
