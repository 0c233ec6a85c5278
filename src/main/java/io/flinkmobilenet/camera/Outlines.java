package io.flinkmobilenet.camera;

import java.awt.BasicStroke;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Area;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;

/** The shapes that signs are made of, in a sign's units. */
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
    return new RoundRectangle2D.Double(
        x - width / 2, y - height / 2, width, height, 2 * corner, 2 * corner);
  }

  static Path2D polygon(double... points) {
    Path2D path = line(points);
    path.closePath();
    return path;
  }

  static Path2D line(double... points) {
    Path2D path = new Path2D.Double();
    path.moveTo(points[0], points[1]);
    for (int i = 2; i < points.length; i += 2) {
      path.lineTo(points[i], points[i + 1]);
    }
    return path;
  }

  /** A polygon of equal sides, the first corner at an angle in degrees, with rounded corners. */
  static Shape regular(int corners, double firstDegrees, double radius, double corner) {
    double[] points = new double[2 * corners];
    for (int i = 0; i < corners; i++) {
      double angle = StrictMath.toRadians(firstDegrees + 360.0 * i / corners);
      points[2 * i] = (radius - corner) * StrictMath.cos(angle);
      points[2 * i + 1] = (radius - corner) * StrictMath.sin(angle);
    }
    return grown(polygon(points), corner);
  }

  /** A shape and a margin around it with round corners. */
  static Shape grown(Shape shape, double margin) {
    Area area = new Area(shape);
    if (margin > 0) {
      BasicStroke pen =
          new BasicStroke((float) (2 * margin), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
      area.add(new Area(pen.createStrokedShape(shape)));
    }
    return area;
  }

  /** What a pen with flat ends leaves along a line. */
  static Shape stroke(Shape line, double width) {
    return new BasicStroke((float) width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND)
        .createStrokedShape(line);
  }

  /** What a pen with round ends leaves along a line. */
  static Shape limb(double width, double... points) {
    return new BasicStroke((float) width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND)
        .createStrokedShape(line(points));
  }

  static Shape placed(Shape shape, double x, double y, double scale, double degrees) {
    AffineTransform place = AffineTransform.getTranslateInstance(x, y);
    place.rotate(StrictMath.toRadians(degrees));
    place.scale(scale, scale);
    return place.createTransformedShape(shape);
  }

  static Shape mirrored(Shape shape) {
    return AffineTransform.getScaleInstance(-1, 1).createTransformedShape(shape);
  }
}
