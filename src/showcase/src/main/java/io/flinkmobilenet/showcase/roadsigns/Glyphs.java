package io.flinkmobilenet.showcase.roadsigns;

import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;

/**
 * Digits and letters, drawn as the stroke of a broad pen without any font. The pen's line of each
 * lies in a box 0.6 wide and 1 high, with y pointing down.
 *
 * <p>These are the shapes of road signs. The bundled models were trained on them, so they must not
 * change and are apart from the thin letters of charts.
 */
final class Glyphs {
  private static final double ADVANCE = 0.73;
  private static final double PEN = 0.17;

  private Glyphs() {}

  /**
   * A word, centred.
   *
   * @param height height of the letters
   * @param breadth 1 for the glyphs' own proportions, less for narrower ones
   */
  static Shape word(String word, double x, double y, double height, double breadth) {
    Path2D path = new Path2D.Double(Path2D.WIND_NON_ZERO);
    for (int i = 0; i < word.length(); i++) {
      Shape glyph = Pen.along(line(word.charAt(i)), PEN, false);
      path.append(
          AffineTransform.getTranslateInstance(ADVANCE * i, 0).createTransformedShape(glyph),
          false);
    }
    double width = ADVANCE * word.length() - (ADVANCE - 0.6);
    AffineTransform place = AffineTransform.getTranslateInstance(x, y);
    place.scale(height * breadth, height);
    place.translate(-width / 2, -0.5);
    return place.createTransformedShape(path);
  }

  private static Shape line(char glyph) {
    return switch (glyph) {
      case '0', 'O' -> new RoundRectangle2D.Double(0.085, 0.085, 0.43, 0.83, 0.43, 0.5);
      case '1' -> one();
      case '2' -> two();
      case '3' -> three();
      case '5' -> five();
      case '8' -> eight();
      case 'P' -> letterP();
      case 'S' -> letterS();
      case 'T' -> letterT();
      default -> throw new IllegalArgumentException("no outline of '" + glyph + "'");
    };
  }

  private static Path2D from(double x, double y) {
    Path2D path = new Path2D.Double();
    path.moveTo(x, y);
    return path;
  }

  private static Path2D one() {
    Path2D path = from(0.09, 0.30);
    path.lineTo(0.34, 0.07);
    path.moveTo(0.36, 0);
    path.lineTo(0.36, 1);
    return path;
  }

  private static Path2D two() {
    Path2D path = from(0.085, 0.31);
    path.curveTo(0.085, 0, 0.515, 0, 0.515, 0.30);
    path.curveTo(0.515, 0.50, 0.13, 0.66, 0.1, 0.915);
    path.lineTo(0.6, 0.915);
    return path;
  }

  private static Path2D three() {
    Path2D path = from(0.085, 0.27);
    path.curveTo(0.10, 0.01, 0.51, 0.03, 0.5, 0.28);
    path.curveTo(0.5, 0.45, 0.36, 0.47, 0.22, 0.47);
    path.moveTo(0.22, 0.47);
    path.curveTo(0.40, 0.47, 0.515, 0.54, 0.515, 0.69);
    path.curveTo(0.515, 0.99, 0.09, 0.99, 0.085, 0.72);
    return path;
  }

  private static Path2D five() {
    Path2D path = from(0.56, 0.085);
    path.lineTo(0.14, 0.085);
    path.lineTo(0.115, 0.50);
    path.curveTo(0.22, 0.36, 0.515, 0.37, 0.515, 0.64);
    path.curveTo(0.515, 0.98, 0.11, 0.99, 0.085, 0.74);
    return path;
  }

  private static Path2D eight() {
    Path2D path = new Path2D.Double(new Ellipse2D.Double(0.115, 0.085, 0.37, 0.37));
    path.append(new Ellipse2D.Double(0.085, 0.455, 0.43, 0.46), false);
    return path;
  }

  private static Path2D letterP() {
    Path2D path = from(0.085, 1);
    path.lineTo(0.085, 0);
    path.moveTo(0, 0.085);
    path.lineTo(0.28, 0.085);
    path.curveTo(0.60, 0.085, 0.60, 0.56, 0.28, 0.56);
    path.lineTo(0.085, 0.56);
    return path;
  }

  private static Path2D letterS() {
    Path2D path = from(0.51, 0.27);
    path.curveTo(0.47, 0.01, 0.085, 0.02, 0.085, 0.28);
    path.curveTo(0.085, 0.54, 0.515, 0.44, 0.515, 0.71);
    path.curveTo(0.515, 0.98, 0.11, 0.99, 0.085, 0.72);
    return path;
  }

  private static Path2D letterT() {
    Path2D path = from(0, 0.085);
    path.lineTo(0.6, 0.085);
    path.moveTo(0.3, 0.085);
    path.lineTo(0.3, 1);
    return path;
  }
}
