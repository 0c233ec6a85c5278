package io.flinkmobilenet.showcase.roadsigns;

import static io.flinkmobilenet.showcase.roadsigns.Outlines.box;
import static io.flinkmobilenet.showcase.roadsigns.Outlines.limb;

import java.awt.Shape;
import java.awt.geom.Ellipse2D;

/**
 * An obstacle in front of a sign: leaves, a pole or a lorry. It may hide the rim but never the
 * middle, which shows the sign's meaning.
 */
final class Obstacle {
  /** Distance from the centre, in radii, within which nothing is hidden. */
  private static final double CLEAR = 0.52;

  private static final double FAR = 12;

  private final Canvas canvas;
  private final Light light;
  private final Dice dice;

  Obstacle(Canvas canvas, Light light, Dice dice) {
    this.canvas = canvas;
    this.light = light;
    this.dice = dice;
  }

  void draw(Pose pose) {
    double kind = dice.unit();
    if (kind < 0.6) {
      leaves(pose);
    } else if (kind < 0.85) {
      pole(pose);
    } else {
      lorry(pose);
    }
  }

  private void leaves(Pose pose) {
    int green = Colours.near(dice.pick(0x4C6E26, 0x5F7B30, 0x3A5524, 0x7F6A2C), 12, dice);
    double side = dice.below(4) * Math.PI / 2 + dice.around(0.5);
    double size = dice.between(0.09, 0.17);
    double spread = dice.between(0.5, 1.1);
    twig(pose, side, light.on(0x3E3225));
    int leaves = 14 + dice.below(34);
    for (int i = 0; i < leaves; i++) {
      double out = CLEAR + size + dice.between(0, 1) * dice.between(0.2, 1.2);
      double along = dice.around(spread);
      double u = out * StrictMath.cos(side) - along * StrictMath.sin(side);
      double v = out * StrictMath.sin(side) + along * StrictMath.cos(side);
      int shade = Colours.scaled(green, 150 + dice.below(190));
      canvas.fill(pose.of(leaf(u, v, size)), light.on(shade));
    }
  }

  private void twig(Pose pose, double side, int bark) {
    double near = CLEAR + 0.15;
    Shape twig =
        limb(
            0.05,
            near * StrictMath.cos(side),
            near * StrictMath.sin(side),
            3 * StrictMath.cos(side + 0.15),
            3 * StrictMath.sin(side + 0.15));
    canvas.fill(pose.of(twig), bark);
  }

  private Shape leaf(double u, double v, double size) {
    Shape lying = new Ellipse2D.Double(-size, -size / 2.2, 2 * size, size / 1.1);
    return Outlines.placed(lying, u, v, 1, dice.between(0, 180));
  }

  private void pole(Pose pose) {
    double width = dice.between(0.1, 0.24) * pose.radius();
    double side = dice.chance(0.5) ? 1 : -1;
    double x = pose.x() + side * pose.radius() * dice.between(CLEAR + 0.12, 1);
    int colour = Colours.near(dice.pick(0x5E5A54, 0x7C8084, 0x4A4036), 10, dice);
    double middle = canvas.height() / 2.0;
    canvas.fill(
        box(x, middle, width, 2.0 * canvas.height(), 0), light.on(Colours.scaled(colour, 190)));
    canvas.fill(
        box(x - 0.1 * width, middle, 0.5 * width, 2.0 * canvas.height(), 0), light.on(colour));
  }

  private void lorry(Pose pose) {
    double side = dice.chance(0.5) ? 1 : -1;
    double edge = pose.x() + side * pose.radius() * dice.between(CLEAR + 0.05, 1.1);
    double width = FAR * pose.radius();
    double top = pose.y() - pose.radius() * dice.between(-0.2, 2);
    double bottom = pose.y() + pose.radius() * dice.between(1.2, 2.5);
    int colour =
        light.on(
            Colours.near(dice.pick(0xC8CACB, 0x3A5A8C, 0x8A8C8E, 0x7A3A30, 0x3C4C40), 12, dice));
    double x = edge + side * width / 2;
    canvas.fill(box(x, (top + bottom) / 2, width, bottom - top, 3), colour);
    double rib = 0.28 * pose.radius();
    for (int i = 1; i < 12; i++) {
      double at = edge + side * i * rib;
      canvas.fill(
          box(at, (top + bottom) / 2, 0.05 * pose.radius(), bottom - top, 0),
          Colours.scaled(colour, 225));
    }
  }
}
