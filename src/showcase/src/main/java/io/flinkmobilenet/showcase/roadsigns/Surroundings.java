package io.flinkmobilenet.showcase.roadsigns;

import static io.flinkmobilenet.showcase.roadsigns.Outlines.box;
import static io.flinkmobilenet.showcase.roadsigns.Outlines.disc;
import static io.flinkmobilenet.showcase.roadsigns.Outlines.regular;

import java.awt.Shape;
import java.awt.geom.Rectangle2D;

/** Draws things at the roadside that are not signs, some of which look like one from a distance. */
final class Surroundings {
  private final Canvas canvas;
  private final Light light;
  private final Dice dice;
  private final double unit;

  Surroundings(Canvas canvas, Light light, Dice dice) {
    this.canvas = canvas;
    this.light = light;
    this.dice = dice;
    this.unit = canvas.height() / 240.0;
  }

  /** Draws a post from a height down to the lower edge, shaded as a cylinder. */
  void post(double x, double top, double width) {
    int steel = Colours.near(dice.pick(0x94989C, 0x82868A, 0x6E6A62), 10, dice);
    double left = x - width / 2;
    canvas.fill(stripe(left, top, width), light.on(Colours.scaled(steel, 190)));
    canvas.fill(stripe(left + 0.2 * width, top, 0.45 * width), light.on(steel));
    canvas.fill(
        stripe(left + 0.3 * width, top, 0.18 * width), light.on(Colours.scaled(steel, 310)));
  }

  /** Draws a plate with lines that resemble writing. */
  void plate(Pose pose, double below) {
    double height = dice.between(0.3, 0.55);
    double width = dice.between(1, 1.7);
    double y = below + height / 2;
    canvas.fill(pose.of(box(0, y, width, height, 0.05)), light.onSign(0x33363A));
    canvas.fill(pose.of(box(0, y, width - 0.06, height - 0.06, 0.03)), light.onSign(0xE6E4DC));
    int lines = 1 + dice.below(2);
    for (int i = 0; i < lines; i++) {
      double at = y + height * ((i + 1.0) / (lines + 1) - 0.5);
      for (double x = -0.38 * width; x < 0.3 * width; x += dice.between(0.12, 0.22)) {
        canvas.fill(pose.of(box(x, at, 0.08, 0.22 * height / lines, 0)), light.onSign(0x3A3C40));
      }
    }
  }

  /** Draws a thing of a random kind. */
  void something() {
    double x = canvas.width() * dice.between(0.05, 0.95);
    double y = canvas.height() * dice.between(0.2, 0.65);
    switch (dice.below(5)) {
      case 0 -> back(x, y);
      case 1 -> billboard(x, y);
      case 2 -> lamp(x, y);
      case 3 -> car(x, canvas.height() * dice.between(0.6, 0.85));
      default -> blank(x, y);
    }
  }

  /** Draws the back of a sign: grey, with its mounting rails. */
  private void back(double x, double y) {
    Pose pose = pose(x, y, dice.between(14, 46));
    post(x, y, 0.16 * pose.radius());
    Shape outline =
        dice.pick(
            disc(1), regular(3, -90, 1.15, 0.15), regular(8, 22.5, 1, 0), box(0, 0, 1.7, 1.7, 0.1));
    canvas.fill(pose.of(outline), light.on(Colours.near(0x8C9094, 14, dice)));
    canvas.fill(pose.of(box(0, -0.35, 1.1, 0.1, 0)), light.on(0x74787C));
    canvas.fill(pose.of(box(0, 0.35, 1.1, 0.1, 0)), light.on(0x74787C));
  }

  private void billboard(double x, double y) {
    Pose pose = pose(x, y, dice.between(24, 60));
    double width = dice.between(1.4, 2.4);
    post(pose.x(0, 0), y, 0.12 * pose.radius());
    canvas.fill(pose.of(box(0, 0, width + 0.1, 1.3, 0)), light.on(0x4A4C50));
    canvas.fill(pose.of(box(0, 0, width, 1.2, 0)), light.on(anyColour()));
    for (int i = dice.below(4); i >= 0; i--) {
      Shape part =
          dice.chance(0.5)
              ? disc(dice.around(0.5), dice.around(0.25), dice.between(0.1, 0.3))
              : box(dice.around(0.4), dice.around(0.4), dice.between(0.2, 0.8), 0.14, 0);
      canvas.fill(pose.of(part), light.on(anyColour()));
    }
  }

  private void lamp(double x, double y) {
    double radius = dice.between(5, 16) * unit;
    post(x, y, 0.35 * radius);
    int glass = light.dark() ? 0xFFE2A8 : light.on(0xE2E2DA);
    canvas.fill(disc(x, y, 1.15 * radius), light.on(0x3C3E42));
    canvas.fill(disc(x, y, radius), glass);
    if (light.dark()) {
      Glow.add(canvas, x, y, 4 * radius, 0xFFC878, 0.7);
    }
  }

  private void car(double x, double y) {
    double size = dice.between(30, 80) * unit;
    int body = anyColour();
    canvas.fill(
        box(x, y + 0.40 * size, 0.96 * size, 0.1 * size, 0.05 * size), light.on(0x202124), 0.6);
    canvas.fill(Outlines.placed(Pictograms.car(), x, y, size, 0), light.on(body));
    canvas.fill(box(x, y - 0.17 * size, 0.44 * size, 0.2 * size, 0.04 * size), light.on(0x30363C));
    boolean towardsUs = dice.chance(0.5);
    for (int side = -1; side <= 1; side += 2) {
      double lampX = x + 0.34 * side * size;
      double lampY = y + 0.07 * size;
      int colour = towardsUs ? 0xFFF4D8 : 0xE02418;
      canvas.fill(disc(lampX, lampY, 0.07 * size), light.dark() ? colour : light.on(colour));
      if (light.dark()) {
        Glow.add(canvas, lampX, lampY, 0.5 * size, colour, 0.8);
      }
    }
  }

  /** Draws a blank plate of one colour, with or without a rim. */
  private void blank(double x, double y) {
    Pose pose = pose(x, y, dice.between(14, 44));
    post(x, y, 0.15 * pose.radius());
    boolean round = dice.chance(0.4);
    Shape outer = round ? disc(0.9) : box(0, 0, 1.8, dice.between(0.6, 1.9), 0.1);
    canvas.fill(pose.of(outer), light.onSign(dice.pick(0xE8E6DE, 0xF0C020, 0xB8BCC0, 0x3E7A4A)));
    if (dice.chance(0.5)) {
      Shape inner = round ? disc(0.6) : box(0, 0, 1.2, 0.3, 0);
      canvas.fill(pose.of(inner), light.onSign(dice.pick(0x8A8D90, 0xD0CEC6, 0xC08A20, 0x6E5A40)));
    }
  }

  private Pose pose(double x, double y, double radius) {
    return new Pose(x, y, radius * unit, dice.around(0.1), dice.around(0.6), dice.around(0.1));
  }

  private int anyColour() {
    return Colours.near(
        dice.pick(0xB03028, 0x2C4E86, 0xD8D8D4, 0x2C2E32, 0x7E8488, 0xD0A028, 0x3F7048, 0xA86A3A),
        20,
        dice);
  }

  private Rectangle2D stripe(double left, double top, double width) {
    return new Rectangle2D.Double(left, top, width, canvas.height() - top);
  }
}
