package io.flinkmobilenet.showcase.roadsigns;

import java.awt.Shape;
import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;

/**
 * The position of a flat sign in front of the camera, which maps the sign's units to pixels in
 * perspective.
 *
 * <p>The control points of a curve are mapped like its ends. At these angles the error is not
 * visible.
 */
final class Pose {
  /** Distance of the camera, in radii of the sign. */
  private static final double DISTANCE = 5;

  private final double x;
  private final double y;
  private final double radius;
  private final double[] across;
  private final double[] down;

  /**
   * Creates a pose.
   *
   * @param x pixels from the left to the centre
   * @param y pixels from the top to the centre
   * @param radius pixels
   * @param roll radians, clockwise
   * @param yaw radians, about the vertical axis
   * @param pitch radians, about the horizontal axis
   */
  Pose(double x, double y, double radius, double roll, double yaw, double pitch) {
    this.x = x;
    this.y = y;
    this.radius = radius;
    across = turned(StrictMath.cos(roll), StrictMath.sin(roll), yaw, pitch);
    down = turned(-StrictMath.sin(roll), StrictMath.cos(roll), yaw, pitch);
  }

  double x() {
    return x;
  }

  double y() {
    return y;
  }

  double radius() {
    return radius;
  }

  double x(double u, double v) {
    return x + radius * (across[0] * u + down[0] * v) * nearness(u, v);
  }

  double y(double u, double v) {
    return y + radius * (across[1] * u + down[1] * v) * nearness(u, v);
  }

  /** Maps a shape from the sign's units to pixels. */
  Path2D of(Shape shape) {
    PathIterator steps = shape.getPathIterator(null);
    Path2D path = new Path2D.Double(steps.getWindingRule());
    double[] c = new double[6];
    for (; !steps.isDone(); steps.next()) {
      int kind = steps.currentSegment(c);
      for (int i = 0; i < 6; i += 2) {
        double u = c[i];
        double v = c[i + 1];
        c[i] = x(u, v);
        c[i + 1] = y(u, v);
      }
      append(path, kind, c);
    }
    return path;
  }

  private static void append(Path2D path, int kind, double[] c) {
    switch (kind) {
      case PathIterator.SEG_MOVETO -> path.moveTo(c[0], c[1]);
      case PathIterator.SEG_LINETO -> path.lineTo(c[0], c[1]);
      case PathIterator.SEG_QUADTO -> path.quadTo(c[0], c[1], c[2], c[3]);
      case PathIterator.SEG_CUBICTO -> path.curveTo(c[0], c[1], c[2], c[3], c[4], c[5]);
      default -> path.closePath();
    }
  }

  private double nearness(double u, double v) {
    return DISTANCE / (DISTANCE + across[2] * u + down[2] * v);
  }

  private static double[] turned(double x, double y, double yaw, double pitch) {
    double z = -x * StrictMath.sin(yaw);
    double turnedX = x * StrictMath.cos(yaw);
    double turnedY = y * StrictMath.cos(pitch) - z * StrictMath.sin(pitch);
    return new double[] {turnedX, turnedY, y * StrictMath.sin(pitch) + z * StrictMath.cos(pitch)};
  }
}
