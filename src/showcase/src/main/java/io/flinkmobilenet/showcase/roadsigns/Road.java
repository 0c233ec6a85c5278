package io.flinkmobilenet.showcase.roadsigns;

import java.awt.geom.Path2D;

/** Draws the ground, and the road that runs to the horizon. */
final class Road {
  private final Canvas canvas;
  private final Light light;
  private final int horizon;
  private final double vanishing;
  private final double middle;
  private final double reach;

  private Road(Canvas canvas, Light light, int horizon, Dice dice) {
    this.canvas = canvas;
    this.light = light;
    this.horizon = horizon;
    this.vanishing = canvas.width() * dice.between(0.2, 0.8);
    this.middle = canvas.width() * dice.between(-0.4, 1.4);
    this.reach = canvas.height() * dice.between(0.5, 1.2);
  }

  static void draw(Canvas canvas, Light light, int horizon, boolean town, Dice dice) {
    int ground = town ? 0x8E8B86 : dice.pick(0x6E7F3C, 0x7F7C48, 0x55702F, 0x8A8355);
    int[] bottom = Texture.level(canvas, canvas.height());
    Texture.cover(
        canvas,
        Texture.level(canvas, horizon),
        bottom,
        light.on(Colours.scaled(ground, 205)),
        light.on(Colours.scaled(ground, 300)),
        1.5,
        dice);
    Road road = new Road(canvas, light, horizon, dice);
    road.asphalt(Colours.near(dice.pick(0x66676A, 0x57585A, 0x77756F), 6, dice), town);
    road.markings(dice);
    Texture.roughen(canvas, horizon, canvas.height(), 14 + dice.below(34), dice);
  }

  private void asphalt(int colour, boolean kerb) {
    if (kerb) {
      strip(-1.12, 1.12, 0, 1, 0xB2AFA8);
    }
    strip(-1, 1, 0, 1, colour);
  }

  private void markings(Dice dice) {
    int paint = Colours.near(0xD8D6CE, 10, dice);
    if (dice.chance(0.7)) {
      strip(-0.94, -0.90, 0, 1, paint);
      strip(0.90, 0.94, 0, 1, paint);
    }
    double dash = dice.between(0.05, 0.14);
    for (double near = dice.unit() * dash; near < 1.2; near += 2.2 * dash) {
      // In perspective equal distances on the road shrink towards the horizon.
      strip(-0.025, 0.025, near * near, (near + dash) * (near + dash), paint);
    }
  }

  /**
   * Draws a piece of the road, between sides (-1 to 1) and from the horizon (0) to the viewer (1).
   */
  private void strip(double left, double right, double far, double near, int rgb) {
    Path2D piece = new Path2D.Double();
    piece.moveTo(x(left, far), y(far));
    piece.lineTo(x(right, far), y(far));
    piece.lineTo(x(right, near), y(near));
    piece.lineTo(x(left, near), y(near));
    piece.closePath();
    canvas.fill(piece, light.on(rgb));
  }

  private double x(double side, double near) {
    return vanishing + (middle - vanishing) * near + side * reach * (0.01 + near);
  }

  private double y(double near) {
    return horizon + (canvas.height() - horizon) * near;
  }
}
