package io.flinkmobilenet.stream.judge;

import java.util.Locale;

/**
 * What was counted for a guard.
 *
 * @param counted images to which it applies
 * @param bad of these, the images that it limits
 */
record GuardCount(long counted, long bad) {
  GuardCount plus(GuardCount other) {
    return new GuardCount(counted + other.counted, bad + other.bad);
  }

  double lower(double error) {
    return BinomialBounds.lower(bad, counted, error);
  }

  double upper(double error) {
    return BinomialBounds.upper(bad, counted, error);
  }

  /** Returns for example {@code 20.1 % of 7,600}. */
  @Override
  public String toString() {
    String share = counted == 0 ? "none" : Percent.of((double) bad / counted);
    return share + String.format(Locale.ROOT, " of %,d", counted);
  }
}
