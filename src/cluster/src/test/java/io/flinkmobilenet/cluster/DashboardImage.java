package io.flinkmobilenet.cluster;

import io.flinkmobilenet.cluster.Recording.Sample;
import io.flinkmobilenet.showcase.chart.Lettering;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;

/** Draws the curves of the dashboard from a recording, without Grafana. */
final class DashboardImage {
  private static final int COLUMNS = 3;
  private static final int WIDTH = 420;
  private static final int HEIGHT = 190;
  private static final int MARGIN = 14;
  private static final int LEFT = 52;
  private static final int TOP = 46;
  private static final int BOTTOM = 22;
  private static final Color PAPER = new Color(0x15181d);
  private static final Color PANEL = new Color(0x1f2329);
  private static final Color INK = new Color(0xc9d1d9);
  private static final Color LINES = new Color(0x343a42);
  private static final Color SWAP = new Color(0xb388ff);
  private static final Color RESTART = new Color(0xff6b6b);
  private static final Color[] CURVES = {
    new Color(0x73bf69), new Color(0xf2cc0c), new Color(0x5794f2), new Color(0xff9830)
  };

  private static final List<Panel> PANELS =
      List.of(
          new Panel("throughput, per second", true, "predicted", "rejected"),
          new Panel(
              "rejected by reason, per second",
              true,
              "TRUNCATED_IMAGE",
              "UNSUPPORTED_FORMAT",
              "NOT_AVRO"),
          new Panel("images waiting in kafka", false, "waiting"),
          new Panel("capture to prediction, ms", false, "p50", "p99"),
          new Panel("median of an operator, ms", false, "decode", "classify"),
          new Panel("ms of each second", false, "held up", "busy"),
          new Panel("subtasks with an active model", false, "version 1", "version 2"),
          new Panel("checkpoint: mb and ms", false, "size", "duration"),
          new Panel("heap, mb", false, "heap"));

  private final List<Sample> samples;

  /**
   * One diagram.
   *
   * @param counters true if the values are counters, whose rates are drawn
   * @param curves names of the values
   */
  private record Panel(String title, boolean counters, String... curves) {}

  DashboardImage(List<Sample> samples) {
    this.samples = samples;
  }

  BufferedImage draw() {
    int rows = (PANELS.size() + COLUMNS - 1) / COLUMNS;
    BufferedImage image =
        new BufferedImage(
            COLUMNS * (WIDTH + MARGIN) + MARGIN,
            rows * (HEIGHT + MARGIN) + MARGIN,
            BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setColor(PAPER);
    graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
    for (int i = 0; i < PANELS.size(); i++) {
      Graphics2D part = (Graphics2D) graphics.create();
      part.translate(
          MARGIN + i % COLUMNS * (WIDTH + MARGIN), MARGIN + i / COLUMNS * (HEIGHT + MARGIN));
      draw(part, PANELS.get(i));
      part.dispose();
    }
    graphics.dispose();
    return image;
  }

  private void draw(Graphics2D graphics, Panel panel) {
    graphics.setColor(PANEL);
    graphics.fillRect(0, 0, WIDTH, HEIGHT);
    graphics.setColor(INK);
    Lettering.draw(graphics, panel.title(), 10, 20, 10);
    double[][] curves = new double[panel.curves().length][];
    double largest = 1e-9;
    for (int i = 0; i < curves.length; i++) {
      curves[i] = values(panel.curves()[i], panel.counters());
      for (double value : curves[i]) {
        largest = Math.max(largest, value);
      }
    }
    grid(graphics, largest);
    marks(graphics, "version 2", SWAP, true);
    marks(graphics, "restarts", RESTART, false);
    double legend = 10;
    for (int i = 0; i < curves.length; i++) {
      graphics.setColor(CURVES[i]);
      String name = panel.curves()[i].toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
      Lettering.draw(graphics, name, legend, 36, 8);
      legend += Lettering.width(name, 8) + 16;
      graphics.setStroke(new BasicStroke(1.6f));
      graphics.draw(path(curves[i], largest));
    }
  }

  private void grid(Graphics2D graphics, double largest) {
    for (int line = 0; line <= 2; line++) {
      double y = y(line / 2.0, 1);
      graphics.setColor(LINES);
      graphics.fill(new Rectangle2D.Double(LEFT, y, WIDTH - LEFT - 10, 1));
      graphics.setColor(INK);
      double value = largest * line / 2;
      String text = value >= 10 || value == 0 ? "%.0f".formatted(value) : "%.1f".formatted(value);
      Lettering.draw(graphics, text, LEFT - 8 - Lettering.width(text, 8), y + 4, 8);
    }
    String end = "%.0f s".formatted(seconds(samples.size() - 1));
    Lettering.draw(graphics, "0", LEFT, HEIGHT - 6, 8);
    Lettering.draw(graphics, end, WIDTH - 10 - Lettering.width(end, 8), HEIGHT - 6, 8);
  }

  /** Draws a vertical line where a value changes: at falls and rises, or at rises alone. */
  private void marks(Graphics2D graphics, String name, Color colour, boolean either) {
    graphics.setColor(colour);
    double last = -1;
    for (int i = 0; i < samples.size(); i++) {
      double value = samples.get(i).values().get(name);
      boolean whole = value == 0 || value == 2 || !either;
      if (whole && last >= 0 && (either ? value != last : value > last)) {
        graphics.fill(new Rectangle2D.Double(x(i), TOP, 1, HEIGHT - TOP - BOTTOM));
      }
      last = whole ? value : last;
    }
  }

  private double[] values(String name, boolean counter) {
    double[] values = new double[samples.size()];
    for (int i = 0; i < values.length; i++) {
      double value = samples.get(i).values().get(name);
      if (!counter) {
        values[i] = value;
      } else if (i > 0) {
        // A restarted task starts counting at 0.
        double growth = value - samples.get(i - 1).values().get(name);
        values[i] = Math.max(0, growth) / (seconds(i) - seconds(i - 1));
      }
    }
    return values;
  }

  private Path2D path(double[] values, double largest) {
    Path2D path = new Path2D.Double();
    path.moveTo(x(0), y(values[0], largest));
    for (int i = 1; i < values.length; i++) {
      path.lineTo(x(i), y(values[i], largest));
    }
    return path;
  }

  private double seconds(int sample) {
    return (samples.get(sample).nanos() - samples.get(0).nanos()) / 1e9;
  }

  private double x(int sample) {
    return LEFT + (WIDTH - LEFT - 10) * seconds(sample) / seconds(samples.size() - 1);
  }

  private static double y(double value, double largest) {
    return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * value / largest;
  }
}
