package io.flinkmobilenet.showcase.roadsigns;

/** The colours of a new sign. */
enum Tint {
  WHITE(0xF4F4F0),
  RED(0xC4121F),
  BLUE(0x0F4FA8),
  YELLOW(0xF6BE0A),
  BLACK(0x16171A),
  GREY(0x8B8F94),
  AMBER(0xF39A12),
  GREEN(0x119A4A);

  private final int rgb;

  Tint(int rgb) {
    this.rgb = rgb;
  }

  /** The colour, 0xRRGGBB. */
  int rgb() {
    return rgb;
  }
}
