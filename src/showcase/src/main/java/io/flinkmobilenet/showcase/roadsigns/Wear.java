package io.flinkmobilenet.showcase.roadsigns;

/**
 * The wear of a sign.
 *
 * @param fading share of its colour that has faded, 0 to 1
 * @param dirt amount of dirt, 0 to 255
 * @param mud colour of the dirt
 * @param red deviation of its red @param green deviation of its green @param blue deviation of its
 *     blue
 */
record Wear(double fading, int dirt, int mud, int red, int green, int blue) {
  static Wear of(Dice dice) {
    double age = dice.unit();
    return new Wear(
        0.38 * age * age,
        dice.chance(0.45) ? 30 + dice.below(90) : 0,
        dice.pick(0x5A5040, 0x6B4A2C, 0x46483C, 0x7A7468),
        (int) dice.around(14),
        (int) dice.around(14),
        (int) dice.around(14));
  }

  int on(Tint tint) {
    int pale = tint == Tint.BLACK ? 0x6A6A6A : 0xD6CFC6;
    int faded = Colours.mixed(tint.rgb(), pale, (int) (fading * 256));
    int r = Colours.clamped((faded >> 16 & 0xFF) + red);
    int g = Colours.clamped((faded >> 8 & 0xFF) + green);
    int b = Colours.clamped((faded & 0xFF) + blue);
    return r << 16 | g << 8 | b;
  }
}
