package io.flinkmobilenet.showcase.roadsigns;

import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.FlatteningPathIterator;
import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;

/**
 * A pen that draws a broad line with round corners.
 *
 * <p>It replaces {@link java.awt.BasicStroke}, whose curves are not the same on every Java, while
 * frames must be.
 */
final class Pen {
  private static final double FLATNESS = 0.002;
  private static final int HALVINGS = 6;

  private final double half;
  private final boolean roundEnds;
  private final Path2D ink = new Path2D.Double(Path2D.WIND_NON_ZERO);
  private double x;
  private double y;
  private double startX;
  private double startY;
  private boolean pressed;

  private Pen(double width, boolean roundEnds) {
    this.half = width / 2;
    this.roundEnds = roundEnds;
  }

  /** The stroke along a line. Its pieces overlap and all run in the same direction. */
  static Path2D along(Shape line, double width, boolean roundEnds) {
    Pen pen = new Pen(width, roundEnds);
    PathIterator steps = new FlatteningPathIterator(line.getPathIterator(null), FLATNESS, HALVINGS);
    double[] point = new double[6];
    for (; !steps.isDone(); steps.next()) {
      switch (steps.currentSegment(point)) {
        case PathIterator.SEG_MOVETO -> pen.liftTo(point[0], point[1]);
        case PathIterator.SEG_LINETO -> pen.drawTo(point[0], point[1]);
        default -> pen.close();
      }
    }
    pen.end();
    return pen.ink;
  }

  private void liftTo(double toX, double toY) {
    end();
    startX = toX;
    startY = toY;
    x = toX;
    y = toY;
    if (roundEnds) {
      dot();
    }
  }

  private void drawTo(double toX, double toY) {
    double length = StrictMath.hypot(toX - x, toY - y);
    if (length == 0) {
      return;
    }
    if (pressed) {
      dot();
    }
    double acrossX = -(toY - y) / length * half;
    double acrossY = (toX - x) / length * half;
    ink.append(
        Outlines.polygon(
            x - acrossX,
            y - acrossY,
            toX - acrossX,
            toY - acrossY,
            toX + acrossX,
            toY + acrossY,
            x + acrossX,
            y + acrossY),
        false);
    x = toX;
    y = toY;
    pressed = true;
  }

  private void close() {
    drawTo(startX, startY);
    dot();
    pressed = false;
  }

  private void end() {
    if (pressed && roundEnds) {
      dot();
    }
    pressed = false;
  }

  private void dot() {
    ink.append(new Ellipse2D.Double(x - half, y - half, 2 * half, 2 * half), false);
  }
}
