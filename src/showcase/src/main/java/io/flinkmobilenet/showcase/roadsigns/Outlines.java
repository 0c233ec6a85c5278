package io.flinkmobilenet.showcase.roadsigns;

import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;

/**
 * The shapes of which signs consist, in a sign's units.
 *
 * <p>All run clockwise on the screen, so that they can be joined in one path. None uses {@link
 * java.awt.geom.Area} or the sine of {@link Math}, whose last bits differ between versions of Java.
 */
final class Outlines {
  private Outlines() {}

  static Shape disc(double x, double y, double radius) {
    return new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius);
  }

  static Shape disc(double radius) {
    return disc(0, 0, radius);
  }

  /** A rectangle around a centre, its corners rounded by a radius. */
  static Shape box(double x, double y, double width, double height, double corner) {
    Shape counterclockwise =
        new RoundRectangle2D.Double(-width / 2, -height / 2, width, height, 2 * corner, 2 * corner);
    return new AffineTransform(-1, 0, 0, 1, x, y).createTransformedShape(counterclockwise);
  }

  static Path2D polygon(double... points) {
    Path2D path = line(points);
    path.closePath();
    return path;
  }

  static Path2D line(double... points) {
    Path2D path = new Path2D.Double(Path2D.WIND_NON_ZERO);
    path.moveTo(points[0], points[1]);
    for (int i = 2; i < points.length; i += 2) {
      path.lineTo(points[i], points[i + 1]);
    }
    return path;
  }

  /** An arc as a polyline, clockwise from an angle in degrees. */
  static Path2D arc(double radius, double fromDegrees, double degrees) {
    int pieces = 16;
    double[] points = new double[2 * pieces + 2];
    for (int i = 0; i <= pieces; i++) {
      double angle = StrictMath.toRadians(fromDegrees + degrees * i / pieces);
      points[2 * i] = radius * StrictMath.cos(angle);
      points[2 * i + 1] = radius * StrictMath.sin(angle);
    }
    return line(points);
  }

  /** A regular polygon with rounded corners, whose first corner is at an angle in degrees. */
  static Shape regular(int corners, double firstDegrees, double radius, double corner) {
    double[] points = new double[2 * corners];
    for (int i = 0; i < corners; i++) {
      double angle = StrictMath.toRadians(firstDegrees + 360.0 * i / corners);
      points[2 * i] = (radius - corner) * StrictMath.cos(angle);
      points[2 * i + 1] = (radius - corner) * StrictMath.sin(angle);
    }
    Path2D sharp = polygon(points);
    return corner > 0 ? union(sharp, Pen.along(sharp, 2 * corner, true)) : sharp;
  }

  /** The union of several shapes. */
  static Path2D union(Shape... parts) {
    Path2D whole = new Path2D.Double(Path2D.WIND_NON_ZERO);
    for (Shape part : parts) {
      whole.append(part, false);
    }
    return whole;
  }

  /** The stroke of a pen with flat ends along a line. */
  static Shape stroke(Shape line, double width) {
    return Pen.along(line, width, false);
  }

  /** The stroke of a pen with round ends along a line. */
  static Shape limb(double width, double... points) {
    return Pen.along(line(points), width, true);
  }

  static Shape placed(Shape shape, double x, double y, double scale, double degrees) {
    double cos = scale * StrictMath.cos(StrictMath.toRadians(degrees));
    double sin = scale * StrictMath.sin(StrictMath.toRadians(degrees));
    return new AffineTransform(cos, sin, -sin, cos, x, y).createTransformedShape(shape);
  }

  static Shape mirrored(Shape shape) {
    return AffineTransform.getScaleInstance(-1, 1).createTransformedShape(shape);
  }
}
