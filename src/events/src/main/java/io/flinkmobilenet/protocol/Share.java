package io.flinkmobilenet.protocol;

import java.math.BigDecimal;

/** A share of images, as a number of images out of a million. */
public final class Share {
  /** All images. */
  public static final int WHOLE = 1_000_000;

  private Share() {}

  static void check(String what, int share) {
    if (share < 0 || share > WHOLE) {
      throw new IllegalArgumentException(
          "%s: expected a share of 0 to %d, found %d".formatted(what, WHOLE, share));
    }
  }

  /** Returns the share in percent, without zeros at the end. */
  public static String percent(long share) {
    return BigDecimal.valueOf(share, 4).stripTrailingZeros().toPlainString() + " %";
  }
}
