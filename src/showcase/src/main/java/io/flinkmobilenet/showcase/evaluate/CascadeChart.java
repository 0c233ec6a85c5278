package io.flinkmobilenet.showcase.evaluate;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Draws accuracy against processor time as SVG: a line for each {@link Confidence} with all
 * thresholds, a circle for the chosen ones, and a square for each model alone. All values are of
 * the half of the images that judges.
 */
record CascadeChart(CascadeReport report, String title) {
  private static final int WIDTH = 760;
  private static final int HEIGHT = 420;
  private static final int LEFT = 70;
  private static final int RIGHT = 30;
  private static final int TOP = 70;
  private static final int BOTTOM = 50;
  private static final int TICKS = 5;
  private static final int MOST_POINTS = 300;
  private static final String[] COLOURS = {"#08519c", "#d95f0e"};

  String svg() {
    Scale scale = scale();
    StringBuilder svg = new StringBuilder(head());
    axes(svg, scale);
    for (Confidence confidence : Confidence.values()) {
      curve(svg, scale, confidence);
    }
    CascadeHalf judging = report.judging();
    square(svg, scale, report.smallMillis(), judging.accuracy(CascadeTrial::small), "small alone");
    square(svg, scale, report.largeMillis(), judging.accuracy(CascadeTrial::large), "large alone");
    return svg.append("</svg>\n").toString();
  }

  /** The part of the plane that is drawn. */
  private record Scale(double mostMillis, double least, double most) {
    double x(double millis) {
      return LEFT + (WIDTH - LEFT - RIGHT) * millis / mostMillis;
    }

    double y(double accuracy) {
      return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * (accuracy - least) / (most - least);
    }
  }

  private Scale scale() {
    double[] accuracies =
        Stream.of(Confidence.values())
            .flatMap(confidence -> points(confidence).stream())
            .mapToDouble(CascadeHalf.Point::accuracy)
            .toArray();
    double least = DoubleStream.of(accuracies).min().orElse(0);
    double most = DoubleStream.of(accuracies).max().orElse(1);
    double room = Math.max(0.002, (most - least) / 4);
    double mostMillis = 1.1 * (report.largeMillis() + report.smallMillis());
    return new Scale(mostMillis, least - room, Math.min(1, most + room));
  }

  /** Returns points of the curve, from the large model to the small one alone. */
  private List<CascadeHalf.Point> points(Confidence confidence) {
    double[] thresholds = report.judging().thresholds(confidence);
    int count = Math.min(MOST_POINTS, thresholds.length);
    return IntStream.range(0, count)
        .map(i -> count == 1 ? 0 : (int) ((long) (thresholds.length - 1) * i / (count - 1)))
        .mapToObj(index -> report.judging().at(confidence, thresholds[index]))
        .toList();
  }

  private String head() {
    return format(
        """
        <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" font-family="sans-serif" \
        font-size="12">
        <rect width="100%%" height="100%%" fill="white"/>
        <text x="10" y="20" font-size="14">%s</text>
        <text x="10" y="38" fill="#555">accuracy on %d images that did not choose the thresholds; \
        circles: the chosen ones</text>
        <text x="10" y="56" fill="%s">probability of the best class</text>
        <text x="220" y="56" fill="%s">margin over the second</text>
        """,
        WIDTH,
        HEIGHT,
        title.replace("&", "&amp;").replace("<", "&lt;"),
        report.judging().trials().size(),
        COLOURS[0],
        COLOURS[1]);
  }

  private void axes(StringBuilder svg, Scale scale) {
    for (int i = 0; i <= TICKS; i++) {
      double accuracy = scale.least() + (scale.most() - scale.least()) * i / TICKS;
      double millis = scale.mostMillis() * i / TICKS;
      svg.append(
          format(
              """
              <line x1="%d" y1="%.1f" x2="%d" y2="%.1f" stroke="#ddd"/>
              <text x="%d" y="%.1f" text-anchor="end">%.2f %%</text>
              <text x="%.1f" y="%d" text-anchor="middle">%.2f</text>
              """,
              LEFT,
              scale.y(accuracy),
              WIDTH - RIGHT,
              scale.y(accuracy),
              LEFT - 6,
              scale.y(accuracy) + 4,
              100 * accuracy,
              scale.x(millis),
              HEIGHT - BOTTOM + 18,
              millis));
    }
    svg.append(
        format(
            "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">milliseconds of processor time per"
                + " image, with decoding</text>\n",
            (LEFT + WIDTH - RIGHT) / 2, HEIGHT - 12));
  }

  private void curve(StringBuilder svg, Scale scale, Confidence confidence) {
    String colour = COLOURS[confidence.ordinal()];
    svg.append("<polyline fill=\"none\" stroke=\"%s\" points=\"".formatted(colour));
    for (CascadeHalf.Point point : points(confidence)) {
      svg.append(format("%.1f,%.1f ", scale.x(point.millis()), scale.y(point.accuracy())));
    }
    svg.append("\"/>\n");
    OptionalDouble chosen = report.threshold(confidence);
    if (chosen.isPresent()) {
      CascadeHalf.Point point = report.judging().at(confidence, chosen.getAsDouble());
      svg.append(
          format(
              "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"5\" fill=\"none\" stroke=\"%s\""
                  + " stroke-width=\"2\"/>\n",
              scale.x(point.millis()), scale.y(point.accuracy()), colour));
    }
  }

  private static void square(
      StringBuilder svg, Scale scale, double millis, double accuracy, String name) {
    double x = scale.x(millis);
    double y = scale.y(accuracy);
    svg.append(
        format(
            """
            <rect x="%.1f" y="%.1f" width="8" height="8" fill="#333"/>
            <text x="%.1f" y="%.1f" text-anchor="middle">%s, %.2f %%</text>
            """,
            x - 4, y - 4, x, y + 20, name, 100 * accuracy));
  }

  private static String format(String template, Object... values) {
    return String.format(Locale.ROOT, template, values);
  }
}
