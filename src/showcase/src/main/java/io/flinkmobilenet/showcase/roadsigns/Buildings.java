package io.flinkmobilenet.showcase.roadsigns;

/** Draws a row of houses, or the wall of a nearby house. */
final class Buildings {
  private Buildings() {}

  /** Draws houses side by side that stand on a row of pixels. */
  static void row(Canvas canvas, Light light, int base, Dice dice) {
    double unit = canvas.height() / 240.0;
    double x = -dice.between(0, 40) * unit;
    while (x < canvas.width()) {
      double width = dice.between(45, 130) * unit;
      if (dice.chance(0.88)) {
        double height = dice.between(0.35, 1.3) * base;
        house(canvas, light, x, base - height, x + width, base, unit, dice);
      }
      x += width + (dice.chance(0.3) ? dice.between(4, 30) * unit : 0);
    }
  }

  /** Draws a wall that fills the image. */
  static void wall(Canvas canvas, Light light, int base, Dice dice) {
    if (dice.chance(0.5)) {
      bricks(canvas, light, base, dice);
    } else {
      double unit = canvas.height() / 240.0;
      house(canvas, light, -10, -20, canvas.width() + 10, base, 1.8 * unit, dice);
    }
  }

  private static void house(
      Canvas canvas,
      Light light,
      double left,
      double top,
      double right,
      double base,
      double unit,
      Dice dice) {
    int[] tops = Texture.level(canvas, canvas.height());
    for (int x = (int) Math.max(0, left); x < Math.min(right, canvas.width()); x++) {
      tops[x] = (int) top;
    }
    int facade =
        light.on(
            Colours.near(
                dice.pick(0xC9BFA8, 0xB8A890, 0xA9A49C, 0xD4CBB8, 0x9C7A66, 0x8D8F92, 0xB59A6A),
                14,
                dice));
    Texture.cover(
        canvas,
        tops,
        Texture.level(canvas, base),
        Colours.scaled(facade, 236),
        Colours.scaled(facade, 272),
        2,
        dice);
    windows(canvas, light, left, top, right, base, unit, dice);
  }

  private static void windows(
      Canvas canvas,
      Light light,
      double left,
      double top,
      double right,
      double base,
      double unit,
      Dice dice) {
    double wide = dice.between(9, 20) * unit;
    double high = wide * dice.between(1, 1.7);
    double apart = wide * dice.between(1.5, 2.3);
    double floor = high * dice.between(1.5, 2);
    int frame = light.on(0xD8D5CC);
    for (double y = top + 0.5 * high; y + high < base - 4 * unit; y += floor) {
      for (double x = left + 0.5 * wide; x + wide < right; x += apart) {
        boolean lit = light.dark() && dice.chance(0.3);
        int glass = lit ? Colours.near(0xE0B765, 20, dice) : light.on(glass(dice));
        canvas.bar(x - unit, y - unit, x + wide + unit, y + high + unit, frame);
        canvas.bar(x, y, x + wide, y + high, glass);
      }
    }
  }

  private static int glass(Dice dice) {
    return Colours.near(dice.pick(0x3C4650, 0x55636F, 0x2C3034), 12, dice);
  }

  private static void bricks(Canvas canvas, Light light, int base, Dice dice) {
    double unit = canvas.height() / 240.0;
    int mortar = light.on(0xA59F94);
    int brick = Colours.near(dice.pick(0x8C4E3C, 0x9B6A4B, 0x8A8078, 0xA5856A), 14, dice);
    double high = dice.between(6, 12) * unit;
    double wide = high * 2.6;
    canvas.bar(0, 0, canvas.width(), base, mortar);
    boolean shifted = false;
    for (double y = 0; y < base; y += high) {
      for (double x = shifted ? -wide / 2 : 0; x < canvas.width(); x += wide) {
        int colour = light.on(Colours.scaled(brick, 226 + dice.below(60)));
        canvas.bar(x + unit, y + unit, x + wide, Math.min(base, y + high), colour);
      }
      shifted = !shifted;
    }
    Texture.roughen(canvas, 0, base, 40, dice);
  }
}
