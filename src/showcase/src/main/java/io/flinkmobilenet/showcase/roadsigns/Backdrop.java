package io.flinkmobilenet.showcase.roadsigns;

/** Draws the background behind the sign: open country, a street, a wood or a wall. */
final class Backdrop {
  private Backdrop() {}

  /** Covers the whole canvas. */
  static void draw(Canvas canvas, Light light, Dice dice) {
    int horizon = (int) (canvas.height() * dice.between(0.45, 0.8));
    Sky.draw(canvas, light, horizon, dice.split());
    double place = dice.unit();
    boolean town = place < 0.5;
    Road.draw(canvas, light, horizon, town, dice.split());
    if (place < 0.32) {
      Buildings.row(canvas, light, horizon, dice);
      trees(canvas, light, horizon, dice.between(0.05, 0.25), dice);
    } else if (place < 0.5) {
      Buildings.wall(canvas, light, (int) (canvas.height() * dice.between(0.75, 1.05)), dice);
    } else if (place < 0.72) {
      hills(canvas, light, horizon, dice);
      trees(canvas, light, horizon, dice.between(0.08, 0.35), dice);
    } else {
      trees(canvas, light, horizon, dice.between(0.6, 1.6), dice);
    }
  }

  private static void hills(Canvas canvas, Light light, int horizon, Dice dice) {
    double height = canvas.height() * dice.between(0.05, 0.2);
    int far = Colours.mixed(light.on(0x5C6B4C), light.horizon(), 120);
    Texture.cover(
        canvas,
        Texture.edge(canvas, horizon, height, 6, dice),
        Texture.level(canvas, horizon),
        Colours.scaled(far, 236),
        Colours.scaled(far, 270),
        2,
        dice);
  }

  /** Draws trees and bushes up to a height, as a fraction of the image's height. */
  private static void trees(Canvas canvas, Light light, int horizon, double height, Dice dice) {
    int leaf = Colours.near(dice.pick(0x4F6B2A, 0x3C5A2E, 0x6C7A34, 0x8A6F32, 0x55623A), 12, dice);
    double unit = canvas.height() / 240.0;
    double reach = canvas.height() * height;
    Texture.foliage(
        canvas,
        Texture.edge(canvas, horizon - 0.2 * reach, reach, dice.between(1, 2.5) * unit, dice),
        Texture.edge(canvas, horizon + 12 * unit, 16 * unit, 1.5 * unit, dice),
        light.on(Colours.scaled(leaf, 100)),
        light.on(Colours.scaled(leaf, 400)),
        dice.between(0.7, 2) * unit,
        dice);
  }
}
