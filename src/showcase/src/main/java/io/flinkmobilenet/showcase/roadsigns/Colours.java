package io.flinkmobilenet.showcase.roadsigns;

/** Arithmetic on colours, 0xRRGGBB. */
final class Colours {
  private Colours() {}

  /**
   * Mixes two colours.
   *
   * @param part share of the second colour, 0 to 256
   */
  static int mixed(int first, int second, int part) {
    int rest = 256 - part;
    int redBlue = (first & 0xFF00FF) * rest + (second & 0xFF00FF) * part;
    int green = (first & 0x00FF00) * rest + (second & 0x00FF00) * part;
    return (redBlue >>> 8 & 0xFF00FF) | (green >>> 8 & 0x00FF00);
  }

  /**
   * Makes a colour darker or brighter.
   *
   * @param factor 256 leaves it as it is
   */
  static int scaled(int rgb, int factor) {
    int red = clamped((rgb >> 16 & 0xFF) * factor >> 8);
    int green = clamped((rgb >> 8 & 0xFF) * factor >> 8);
    int blue = clamped((rgb & 0xFF) * factor >> 8);
    return red << 16 | green << 8 | blue;
  }

  /** A random colour near another one; each channel varies independently. */
  static int near(int rgb, int reach, Dice dice) {
    int red = clamped((rgb >> 16 & 0xFF) + (int) dice.around(reach));
    int green = clamped((rgb >> 8 & 0xFF) + (int) dice.around(reach));
    int blue = clamped((rgb & 0xFF) + (int) dice.around(reach));
    return red << 16 | green << 8 | blue;
  }

  static int clamped(int channel) {
    return channel < 0 ? 0 : Math.min(channel, 255);
  }
}
