package io.flinkmobilenet.showcase.roadsigns;

/**
 * The light of a frame.
 *
 * @param zenith colour of the sky above
 * @param horizon colour of the sky where it ends
 * @param red share of red that the surroundings reflect, 1 for all
 * @param green share of green @param blue share of blue
 * @param headlights factor by which a sign is brighter than its surroundings, because its film
 *     reflects the light of cars: 1 by day
 * @param dark true if lamps are lit
 * @param sunny true if things cast shadows
 */
record Light(
    int zenith,
    int horizon,
    double red,
    double green,
    double blue,
    double headlights,
    boolean dark,
    boolean sunny) {

  static Light of(Dice dice) {
    double hour = dice.unit();
    if (hour < 0.38) {
      return noon(dice);
    }
    if (hour < 0.62) {
      return overcast(dice);
    }
    return hour < 0.82 ? evening(dice) : dusk(dice);
  }

  /** The colour of a thing in this light. */
  int on(int rgb) {
    return on(rgb, 1);
  }

  /** The colour of a sign in this light. */
  int onSign(int rgb) {
    return on(rgb, headlights);
  }

  private int on(int rgb, double gain) {
    int r = Math.min(255, (int) ((rgb >> 16 & 0xFF) * red * gain));
    int g = Math.min(255, (int) ((rgb >> 8 & 0xFF) * green * gain));
    int b = Math.min(255, (int) ((rgb & 0xFF) * blue * gain));
    return r << 16 | g << 8 | b;
  }

  private static Light noon(Dice dice) {
    double level = dice.between(0.85, 1.08);
    return new Light(
        Colours.near(0x4A86C8, 22, dice),
        Colours.near(0xBBD3E6, 16, dice),
        level,
        level,
        level * dice.between(0.93, 1),
        1,
        false,
        true);
  }

  private static Light overcast(Dice dice) {
    double level = dice.between(0.6, 0.85);
    return new Light(
        Colours.near(0xA2A9B2, 14, dice),
        Colours.near(0xCFD2D5, 12, dice),
        level * 0.97,
        level,
        level * 1.03,
        1,
        false,
        false);
  }

  private static Light evening(Dice dice) {
    double level = dice.between(0.55, 0.85);
    return new Light(
        Colours.near(0x5B7AA8, 20, dice),
        Colours.near(0xE9B483, 22, dice),
        level * 1.09,
        level * 0.95,
        level * dice.between(0.72, 0.88),
        dice.between(1, 1.15),
        false,
        true);
  }

  private static Light dusk(Dice dice) {
    double level = dice.between(0.3, 0.5);
    return new Light(
        Colours.near(0x1B2440, 12, dice),
        dice.chance(0.5) ? Colours.near(0x8E5F58, 20, dice) : Colours.near(0x4C5873, 14, dice),
        level * 0.95,
        level,
        level * dice.between(1.05, 1.3),
        dice.between(1.6, 2.3),
        true,
        false);
  }
}
