package io.flinkmobilenet.camera;

import java.awt.geom.Rectangle2D;
import java.util.List;

/** Puts together what the camera looks at. */
final class Scene {
  private final int width;
  private final int height;

  Scene(int width, int height) {
    this.width = width;
    this.height = height;
  }

  void draw(RoadSign sign, Canvas canvas, Dice dice) {
    double horizon = height * dice.between(0.4, 0.7);
    canvas.fill(new Rectangle2D.Double(0, 0, width, height), 0x9FB8D0);
    canvas.fill(new Rectangle2D.Double(0, horizon, width, height), 0x6A6E62);
    List<List<Patch>> faces = Faces.of(sign);
    if (!faces.isEmpty()) {
      Pose pose = pose(dice);
      canvas.fill(
          new Rectangle2D.Double(
              pose.x() - 0.07 * pose.radius(), pose.y(), 0.14 * pose.radius(), height),
          0x8A8D90);
      for (Patch patch : faces.get(dice.below(faces.size()))) {
        canvas.fill(pose.of(patch.shape()), patch.tint().rgb());
      }
    }
  }

  private Pose pose(Dice dice) {
    double side = Math.min(width, height);
    double radius = side * dice.between(0.135, 0.36);
    double reach = Math.max(0, side / 2 - radius * 1.1);
    return new Pose(
        width / 2.0 + dice.around(reach),
        height / 2.0 + dice.around(reach),
        radius,
        dice.around(0.2),
        dice.around(0.6),
        dice.around(0.2));
  }
}
