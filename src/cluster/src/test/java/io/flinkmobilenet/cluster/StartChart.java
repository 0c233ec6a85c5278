package io.flinkmobilenet.cluster;

import java.util.List;
import java.util.Locale;

/**
 * Draws starts of a job as SVG: predictions per second over the seconds since each start.
 *
 * @param title what was measured
 */
record StartChart(String title, List<StartCurve> curves) {
  private static final int WIDTH = 860;
  private static final int HEIGHT = 400;
  private static final int LEFT = 60;
  private static final int RIGHT = 20;
  private static final int TOP = 50;
  private static final int BOTTOM = 40;
  private static final int LINE = 18;
  private static final int STEP_MILLIS = 500;
  private static final int TICK_SECONDS = 5;
  private static final List<String> COLOURS = List.of("#d62728", "#1f77b4", "#2ca02c", "#9467bd");

  String svg() {
    double seconds = 1;
    double most = 1;
    for (StartCurve curve : curves) {
      seconds = Math.max(seconds, (curve.end() - curve.start()) / 1000.0);
      for (double speed : curve.speeds(STEP_MILLIS)) {
        most = Math.max(most, speed);
      }
    }
    StringBuilder svg = new StringBuilder(head(seconds, most));
    for (int i = 0; i < curves.size(); i++) {
      String colour = COLOURS.get(i % COLOURS.size());
      svg.append(line(curves.get(i), colour, seconds, most));
      svg.append(legend(curves.get(i), colour, TOP + LINE * (curves.size() - i)));
    }
    return svg.append("</svg>\n").toString();
  }

  private String head(double seconds, double most) {
    StringBuilder head = new StringBuilder();
    head.append(
        format(
            """
            <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" \
            font-family="sans-serif" font-size="12">
            <rect width="100%%" height="100%%" fill="white"/>
            <text x="10" y="20" font-size="14">%s</text>
            <text x="10" y="38" fill="#555">images per second over the seconds since the \
            start</text>
            <text x="10" y="%d">%.0f</text>
            """,
            WIDTH,
            HEIGHT,
            title.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"),
            TOP + 4,
            most));
    for (int tick = 0; tick <= seconds; tick += TICK_SECONDS) {
      head.append(
          format(
              """
              <line x1="%3$.1f" y1="%1$d" x2="%3$.1f" y2="%2$d" stroke="#ddd"/>
              <text x="%3$.1f" y="%4$d" text-anchor="middle">%5$d</text>
              """,
              TOP, HEIGHT - BOTTOM, x(tick, seconds), HEIGHT - BOTTOM + LINE, tick));
    }
    return head.toString();
  }

  private static String line(StartCurve curve, String colour, double seconds, double most) {
    StringBuilder points = new StringBuilder();
    double[] speeds = curve.speeds(STEP_MILLIS);
    for (int i = 0; i < speeds.length; i++) {
      double middle = (i + 0.5) * STEP_MILLIS / 1000;
      points.append(format("%.1f,%.1f ", x(middle, seconds), y(speeds[i], most)));
    }
    return format(
        """
        <polyline points="%s" fill="none" stroke="%s" stroke-width="2"/>
        """,
        points.toString().strip(), colour);
  }

  private static String legend(StartCurve curve, String colour, int up) {
    String reached =
        curve.secondsTo(0.95).isEmpty()
            ? "95 % not reached"
            : format("95 %% after %.1f s", curve.secondsTo(0.95).getAsDouble());
    return format(
        """
        <text x="%d" y="%d" text-anchor="end" fill="%s">%s: %s</text>
        """,
        WIDTH - RIGHT, HEIGHT - BOTTOM - up + TOP - 4, colour, curve.name(), reached);
  }

  private static double x(double second, double seconds) {
    return LEFT + (WIDTH - LEFT - RIGHT) * second / seconds;
  }

  private static double y(double speed, double most) {
    return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * speed / most;
  }

  private static String format(String template, Object... values) {
    return String.format(Locale.ROOT, template, values);
  }
}
