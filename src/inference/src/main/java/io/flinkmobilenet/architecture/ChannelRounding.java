package io.flinkmobilenet.architecture;

/** Rounds numbers of channels that a width multiplier makes. */
final class ChannelRounding {
  private static final int DIVISOR = 8;

  private ChannelRounding() {}

  /**
   * Returns the nearest multiple of 8, but at least 8 and at least nine tenths of the value, as
   * TensorFlow's and torchvision's MobileNets do.
   */
  static int toMultipleOf8(double channels) {
    int nearest = Math.max(DIVISOR, (int) (channels + DIVISOR / 2.0) / DIVISOR * DIVISOR);
    return nearest < 0.9 * channels ? nearest + DIVISOR : nearest;
  }
}
