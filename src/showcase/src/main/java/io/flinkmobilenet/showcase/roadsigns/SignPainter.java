package io.flinkmobilenet.showcase.roadsigns;

import java.awt.Rectangle;
import java.util.List;

/** Paints a sign with its wear and its light, and places it in the image. */
final class SignPainter {
  /** Half the side of a square that contains any sign, in radii. */
  private static final double EXTENT = 1.5;

  private final Canvas layer;

  SignPainter(int width, int height) {
    layer = Canvas.transparent(width, height);
  }

  void paint(List<Patch> face, Pose pose, Light light, Canvas canvas, Dice dice) {
    Rectangle box = bounds(pose);
    layer.clear(box);
    Wear wear = Wear.of(dice);
    for (Patch patch : face) {
      layer.fill(pose.of(patch.shape()), light.onSign(wear.on(patch.tint())));
    }
    blend(box, pose, wear, new Shade(light, dice), light.onSign(wear.mud()), canvas, dice);
  }

  private void blend(
      Rectangle box, Pose pose, Wear wear, Shade shade, int mud, Canvas canvas, Dice dice) {
    int x0 = dice.below(256);
    int y0 = dice.below(256);
    int step = (int) (256 * 34 / pose.radius());
    for (int y = box.y; y < box.y + box.height; y++) {
      double v = (y - pose.y()) / pose.radius();
      for (int x = box.x; x < box.x + box.width; x++) {
        int i = y * canvas.width() + x;
        int argb = layer.pixels()[i];
        int alpha = argb >>> 24;
        if (alpha != 0) {
          int rgb = argb & 0xFFFFFF;
          if (wear.dirt() > 0) {
            int grain = Grain.smooth((x0 << 8) + x * step, (y0 << 8) + y * step) - 130;
            int soiled = grain <= 0 ? 0 : Math.min(150, grain * wear.dirt() >> 5);
            rgb = Colours.mixed(rgb, mud, soiled);
          }
          rgb = Colours.scaled(rgb, shade.at((x - pose.x()) / pose.radius(), v));
          canvas.pixels()[i] = Colours.mixed(canvas.pixels()[i], rgb, alpha + (alpha >> 7));
        }
      }
    }
  }

  private Rectangle bounds(Pose pose) {
    double reach = EXTENT * pose.radius();
    Rectangle box =
        new Rectangle(
            (int) (pose.x() - reach),
            (int) (pose.y() - reach),
            (int) (2 * reach),
            (int) (2 * reach));
    return box.intersection(new Rectangle(layer.width(), layer.height()));
  }
}
