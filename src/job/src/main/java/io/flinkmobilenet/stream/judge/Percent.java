package io.flinkmobilenet.stream.judge;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Writes shares in percent. */
final class Percent {
  private static final int PERCENT_DIGITS = 2;

  private Percent() {}

  /** Returns a share with at most two digits behind the point. */
  static String of(double share) {
    return text(percent(share).setScale(PERCENT_DIGITS, RoundingMode.HALF_UP));
  }

  /** Returns the confidence for a probability of error, of which two digits count. */
  static String confidence(double error) {
    BigDecimal lack = percent(error).round(new MathContext(2, RoundingMode.UP));
    return text(percent(1).subtract(lack));
  }

  private static BigDecimal percent(double share) {
    return BigDecimal.valueOf(share).movePointRight(PERCENT_DIGITS);
  }

  private static String text(BigDecimal percent) {
    return percent.signum() == 0 ? "0 %" : percent.stripTrailingZeros().toPlainString() + " %";
  }
}
