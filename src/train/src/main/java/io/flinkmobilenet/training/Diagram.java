package io.flinkmobilenet.training;

import io.flinkmobilenet.showcase.chart.Lettering;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.List;

/**
 * Draws curves between two axes that start at zero.
 *
 * @param graphics receives the drawing
 * @param left left edge of the area between the axes, pixels @param top top edge of that
 *     area @param width width of that area @param height height of that area @param x horizontal
 *     axis @param y vertical axis
 */
record Diagram(Graphics2D graphics, int left, int top, int width, int height, Axis x, Axis y) {
  private static final Color INK = new Color(0x333333);
  private static final Color GRID = new Color(0xE2E2E2);
  private static final BasicStroke THIN = new BasicStroke(1);
  private static final BasicStroke BROAD =
      new BasicStroke(2, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
  private static final BasicStroke DASHED =
      new BasicStroke(1, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {5, 4}, 0);
  private static final double TEXT = 9;
  private static final double GAP = 8;

  /**
   * An axis that starts at zero.
   *
   * @param end the largest value
   * @param tick distance between two lines of the grid
   */
  record Axis(double end, double tick) {
    /** Formats a value as a whole number if all ticks are whole numbers. */
    String label(double value) {
      return tick == Math.rint(tick) ? "%.0f".formatted(value) : "%.1f".formatted(value);
    }
  }

  void frame(String title, String below) {
    graphics.setStroke(THIN);
    for (double value = 0; value <= x.end() + 1e-9; value += x.tick()) {
      line(GRID, atX(value), top, atX(value), top + height);
      centred(x.label(value), atX(value), top + height + GAP + TEXT);
    }
    for (double value = 0; value <= y.end() + 1e-9; value += y.tick()) {
      line(GRID, left, atY(value), left + width, atY(value));
      String label = y.label(value);
      Lettering.draw(
          graphics, label, left - GAP - Lettering.width(label, TEXT), atY(value) + TEXT / 2, TEXT);
    }
    graphics.setColor(INK);
    graphics.draw(new Rectangle2D.Double(left, top, width, height));
    Lettering.draw(graphics, title, left, top - 2 * GAP, TEXT + 2);
    centred(below, left + width / 2.0, top + height + 2 * (GAP + TEXT) + GAP);
  }

  void curve(List<double[]> points, Color colour) {
    Path2D path = new Path2D.Double();
    for (double[] point : points) {
      if (path.getCurrentPoint() == null) {
        path.moveTo(atX(point[0]), atY(point[1]));
      } else {
        path.lineTo(atX(point[0]), atY(point[1]));
      }
    }
    graphics.setColor(colour);
    graphics.setStroke(BROAD);
    graphics.draw(path);
  }

  /** Draws a line across the diagram with a label at its foot. */
  void mark(double value, String name, Color colour) {
    graphics.setStroke(DASHED);
    line(colour, atX(value), top, atX(value), top + height);
    double width = Lettering.width(name, TEXT);
    boolean room = atX(value) + GAP + width < left + this.width;
    double start = room ? atX(value) + GAP : atX(value) - GAP - width;
    graphics.setColor(colour);
    Lettering.draw(graphics, name, start, top + height - GAP, TEXT);
  }

  private void line(Color colour, double fromX, double fromY, double toX, double toY) {
    graphics.setColor(colour);
    graphics.draw(new Line2D.Double(fromX, fromY, toX, toY));
    graphics.setColor(INK);
  }

  private void centred(String text, double middle, double baseline) {
    Lettering.draw(graphics, text, middle - Lettering.width(text, TEXT) / 2, baseline, TEXT);
  }

  private double atX(double value) {
    return left + value / x.end() * width;
  }

  private double atY(double value) {
    return top + height - value / y.end() * height;
  }
}
