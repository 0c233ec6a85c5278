package io.flinkmobilenet.cli.deployment;

import io.flinkmobilenet.protocol.Share;
import io.flinkmobilenet.stream.file.YamlValue;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/** Shares of images, limits and confidences as percentages, such as 2.5%. */
public final class Percentage {
  private static final Pattern SYNTAX = Pattern.compile("\\d{1,3}(\\.\\d{1,340})? ?%");
  private static final BigDecimal WHOLE = BigDecimal.valueOf(100);

  /** Decimal places of a percentage that is a share out of a million. */
  private static final int SHARE_PLACES = 4;

  private Percentage() {}

  /**
   * Returns a share out of {@link Share#WHOLE}.
   *
   * @throws IllegalArgumentException if the text is not a percentage of 0 to 100, or has more than
   *     four decimal places
   */
  public static int share(String text) {
    BigDecimal percent = percent(text).stripTrailingZeros();
    if (percent.scale() > SHARE_PLACES) {
      throw new IllegalArgumentException(
          "expected at most four decimal places, found '%s'".formatted(YamlValue.shortened(text)));
    }
    return percent.movePointRight(SHARE_PLACES).intValueExact();
  }

  static int share(YamlValue value) {
    return value.make(() -> share(value.text("a percentage")));
  }

  static double fraction(YamlValue value) {
    return value.make(() -> percent(value.text("a percentage")).movePointLeft(2).doubleValue());
  }

  private static BigDecimal percent(String text) {
    if (!SYNTAX.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "expected a percentage, found '%s'".formatted(YamlValue.shortened(text)));
    }
    BigDecimal percent = new BigDecimal(text.substring(0, text.length() - 1).strip());
    if (percent.compareTo(WHOLE) > 0) {
      throw new IllegalArgumentException(
          "expected a percentage of 0 to 100, found '%s'".formatted(YamlValue.shortened(text)));
    }
    return percent;
  }

  /** Returns a share out of {@link Share#WHOLE} as a file has it: 5%. */
  public static String of(int share) {
    return plain(BigDecimal.valueOf(share, SHARE_PLACES));
  }

  static String of(double fraction) {
    return plain(BigDecimal.valueOf(fraction).movePointRight(2));
  }

  private static String plain(BigDecimal percent) {
    return percent.stripTrailingZeros().toPlainString() + "%";
  }
}
