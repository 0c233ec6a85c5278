package io.flinkmobilenet.showcase.roadsigns;

import java.util.List;

/**
 * Composes the scene in front of the camera, from the sky to the obstacles in front of the sign.
 */
final class Scene {
  private final int width;
  private final int height;
  private final SignPainter painter;
  private final Lens lens = new Lens();

  Scene(int width, int height) {
    this.width = width;
    this.height = height;
    this.painter = new SignPainter(width, height);
  }

  void draw(RoadSign sign, Light light, Canvas canvas, Dice dice) {
    Backdrop.draw(canvas, light, dice.split());
    boolean empty = sign == RoadSign.NO_SIGN;
    things(canvas, light, empty, dice.split());
    lens.defocus(canvas, dice.between(0.3, 1.3) * height / 240);
    Pose pose = pose(dice.split());
    if (!empty) {
      sign(sign, pose, light, canvas, dice.split());
    }
    if (dice.chance(0.3)) {
      new Obstacle(canvas, light, dice.split()).draw(pose);
    }
    Weather.draw(canvas, light, dice.split());
    unsharpness(canvas, pose, dice.split());
  }

  /**
   * Draws a dry scene in which only the sign changes.
   *
   * @param dice random numbers of everything that stays
   * @param ofSign random numbers of the sign and its place
   */
  void drawStill(RoadSign sign, Light light, Canvas canvas, Dice dice, Dice ofSign) {
    Backdrop.draw(canvas, light, dice.split());
    things(canvas, light, false, dice.split());
    lens.defocus(canvas, dice.between(0.3, 1.3) * height / 240);
    Pose pose = pose(ofSign.split());
    if (sign != RoadSign.NO_SIGN) {
      sign(sign, pose, light, canvas, ofSign.split());
    }
    lens.defocus(canvas, 0.45);
  }

  private static void things(Canvas canvas, Light light, boolean empty, Dice dice) {
    Surroundings surroundings = new Surroundings(canvas, light, dice);
    int things = empty ? 1 + dice.below(3) : dice.below(3);
    for (int i = 0; i < things; i++) {
      surroundings.something();
    }
  }

  private void sign(RoadSign sign, Pose pose, Light light, Canvas canvas, Dice dice) {
    Surroundings around = new Surroundings(canvas, light, dice);
    around.post(pose.x(), pose.y(), pose.radius() * dice.between(0.09, 0.17));
    if (dice.chance(0.25)) {
      around.plate(pose, 1.12);
    }
    List<List<Patch>> faces = Faces.of(sign);
    painter.paint(faces.get(dice.below(faces.size())), pose, light, canvas, dice);
  }

  /** Places the sign in the middle square, which is the part of the image that a network sees. */
  Pose pose(Dice dice) {
    double side = Math.min(width, height);
    // Small signs are much harder to recognise than large ones, but are equally likely.
    double size = dice.unit();
    double radius = side * (0.14 + 0.22 * size * StrictMath.sqrt(size));
    double reach = Math.max(0.02 * side, side / 2 - radius * 1.12);
    return new Pose(
        width / 2.0 + dice.around(reach),
        height / 2.0 + dice.around(reach),
        radius,
        dice.around(0.2),
        dice.around(0.65),
        dice.around(0.2));
  }

  /** Limits the blur so that the sign stays legible. */
  private void unsharpness(Canvas canvas, Pose pose, Dice dice) {
    double bearable = pose.radius() / 34;
    double kind = dice.unit();
    if (kind < 0.3) {
      lens.shake(canvas, dice.between(0, Math.PI), dice.between(2, 4.8) * bearable);
    } else if (kind < 0.6) {
      lens.defocus(canvas, dice.between(0.4, 1.5) * bearable);
    } else {
      lens.defocus(canvas, 0.45);
    }
  }
}
