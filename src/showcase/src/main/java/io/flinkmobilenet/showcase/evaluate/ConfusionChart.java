package io.flinkmobilenet.showcase.evaluate;

import io.flinkmobilenet.showcase.chart.Lettering;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.util.List;

/**
 * Draws the confusion matrix: one row per true class, one column per predicted class. The colour of
 * a field is deeper the larger its share of the row.
 */
final class ConfusionChart {
  private static final int MARGIN = 16;
  private static final int TITLE = 34;
  private static final int LABELS = 170;
  private static final double SIZE = 9;

  /** Size in pixels of a field with a legible number, and of one without. */
  private static final int LEGIBLE = 27;

  private static final int SMALL = 3;
  private static final int MOST_LEGIBLE = 60;

  private final Confusion confusion;
  private final List<String> labels;
  private final int[] classes;
  private final int field;

  ConfusionChart(Confusion confusion, List<String> labels) {
    this.confusion = confusion;
    this.labels = labels;
    this.classes = confusion.classes().toArray();
    this.field = classes.length <= MOST_LEGIBLE ? LEGIBLE : SMALL;
  }

  BufferedImage draw(String title) {
    int side = field * classes.length;
    int left = MARGIN + (legible() ? LABELS : MARGIN);
    int top = MARGIN + TITLE + (legible() ? LABELS : MARGIN);
    BufferedImage image =
        new BufferedImage(left + side + MARGIN, top + side + MARGIN, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
    graphics.setColor(Color.BLACK);
    double room = image.getWidth() - 2.0 * MARGIN;
    Lettering.draw(graphics, Lettering.fit(title, 12, room), MARGIN, MARGIN + 12, 12);
    String axes = "rows: true class, columns: predicted class";
    Lettering.draw(graphics, Lettering.fit(axes, SIZE, room), MARGIN, MARGIN + 30, SIZE);
    graphics.translate(left, top);
    for (int row = 0; row < classes.length; row++) {
      if (legible()) {
        label(graphics, row);
      }
      for (int column = 0; column < classes.length; column++) {
        field(graphics, row, column);
      }
    }
    graphics.dispose();
    return image;
  }

  private boolean legible() {
    return field == LEGIBLE;
  }

  private void label(Graphics2D graphics, int index) {
    String label = Lettering.fit(labels.get(classes[index]), SIZE, LABELS - 10);
    double middle = field * (index + 0.5);
    graphics.setColor(Color.BLACK);
    double width = Lettering.width(label, SIZE);
    Lettering.draw(graphics, label, -8 - width, middle + SIZE / 2, SIZE);
    AffineTransform upright = graphics.getTransform();
    graphics.translate(middle + SIZE / 2, -8);
    graphics.rotate(-Math.PI / 2);
    Lettering.draw(graphics, label, 0, 0, SIZE);
    graphics.setTransform(upright);
  }

  private void field(Graphics2D graphics, int row, int column) {
    int count = confusion.count(classes[row], classes[column]);
    int shown = confusion.shown(classes[row]);
    double share = shown == 0 ? 0 : (double) count / shown;
    int gap = legible() ? 1 : 0;
    graphics.setColor(colour(share, row == column));
    graphics.fillRect(column * field, row * field, field - gap, field - gap);
    if (count > 0 && legible()) {
      String number = Integer.toString(count);
      double size = count < 1000 ? SIZE - 1 : 5;
      double x = column * field + (field - gap - Lettering.width(number, size)) / 2;
      graphics.setColor(share > 0.5 ? Color.WHITE : Color.BLACK);
      Lettering.draw(graphics, number, x, row * field + (field - gap + size) / 2, size);
    }
  }

  /** Blue for right, red for wrong predictions. The square root makes rare mistakes visible. */
  private static Color colour(double share, boolean right) {
    double depth = Math.sqrt(share);
    double[] full = right ? new double[] {31, 95, 160} : new double[] {190, 40, 30};
    double[] none = {240, 240, 238};
    int[] mixed = new int[3];
    for (int i = 0; i < 3; i++) {
      mixed[i] = (int) Math.round(none[i] + depth * (full[i] - none[i]));
    }
    return new Color(mixed[0], mixed[1], mixed[2]);
  }
}
