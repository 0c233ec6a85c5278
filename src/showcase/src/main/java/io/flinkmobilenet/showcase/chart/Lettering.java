package io.flinkmobilenet.showcase.chart;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;

/**
 * Draws text as strokes. A headless Java may have no fonts, and fonts differ between systems, but
 * this text is the same everywhere.
 *
 * <p>Capital letters are drawn in lower case, characters without a glyph as a box.
 */
public final class Lettering {
  /** Height of a digit on the grid on which glyphs are drawn. */
  private static final double UNITS = 6;

  private static final double SPACING = 2;
  private static final float PEN = 0.85f;

  private Lettering() {}

  /**
   * Draws a line of text in the graphics' colour.
   *
   * @param x its left end
   * @param baseline y of the baseline
   * @param size height of a digit
   */
  public static void draw(
      Graphics2D graphics, String text, double x, double baseline, double size) {
    AffineTransform place = AffineTransform.getTranslateInstance(x, baseline);
    place.scale(size / UNITS, size / UNITS);
    place.translate(0, -UNITS);
    BasicStroke pen = new BasicStroke(PEN, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    Shape outline = pen.createStrokedShape(path(text));
    graphics.fill(place.createTransformedShape(outline));
  }

  /** Width of a line of text at the given size. */
  public static double width(String text, double size) {
    double units = text.codePoints().mapToDouble(Lettering::advance).sum();
    return Math.max(0, units - SPACING) * size / UNITS;
  }

  /** Shortens a text to the given width; two dots replace the missing part. */
  public static String fit(String text, double size, double width) {
    String fitting = text;
    while (width(fitting, size) > width && fitting.length() > 2) {
      fitting = fitting.substring(0, fitting.length() - 3) + "..";
    }
    return fitting;
  }

  private static Path2D path(String text) {
    Path2D path = new Path2D.Double();
    double x = 0;
    for (int character : text.codePoints().toArray()) {
      append(path, Glyph.of(character), x);
      x += advance(character);
    }
    return path;
  }

  private static double advance(int character) {
    return Glyph.of(character).width() + SPACING;
  }

  private static void append(Path2D path, Glyph glyph, double x) {
    for (int[] line : glyph.lines()) {
      path.moveTo(x + line[0], line[1]);
      for (int i = 2; i < line.length; i += 2) {
        path.lineTo(x + line[i], line[i + 1]);
      }
    }
  }
}
