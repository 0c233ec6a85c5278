package io.flinkmobilenet.showcase.roadsigns;

/**
 * The distribution of light on a sign: brighter on one side, with shadows of leaves or of an edge.
 */
final class Shade {
  private static final int SOFT = 24;

  private final double across;
  private final double down;
  private final int depth;
  private final boolean leaves;
  private final double edgeX;
  private final double edgeY;
  private final double edge;
  private final int step;
  private final int origin;

  Shade(Light light, Dice dice) {
    across = dice.around(0.16);
    down = dice.around(0.16);
    depth = light.sunny() && dice.chance(0.45) ? 60 + dice.below(75) : 0;
    leaves = dice.chance(0.5);
    double angle = dice.between(0, 2 * Math.PI);
    edgeX = StrictMath.cos(angle);
    edgeY = StrictMath.sin(angle);
    edge = dice.around(0.6);
    step = (int) dice.between(9, 22);
    origin = dice.below(1 << 16);
  }

  /**
   * Brightness at a point of the sign, where 256 is neutral.
   *
   * @param u distance from the centre to the right, in radii
   * @param v distance from the centre downwards, in radii
   */
  int at(double u, double v) {
    int bright = 256 + (int) (256 * (across * u + down * v));
    if (depth == 0) {
      return bright;
    }
    int shadow;
    if (leaves) {
      int x = origin + (int) (u * 256) * step;
      int y = (int) (v * 256) * step;
      shadow = (Grain.smooth(x, y) - 118) * 5;
    } else {
      shadow = (int) ((edgeX * u + edgeY * v - edge) * 256 * 256 / SOFT / 8);
    }
    return bright - (Math.max(0, Math.min(256, shadow)) * depth >> 8);
  }
}
