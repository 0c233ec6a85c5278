package io.flinkmobilenet.bench;

import io.flinkmobilenet.network.PlanStep;
import java.util.List;
import java.util.Locale;

/**
 * Draws one bar per step as SVG: its time and, inside it in a darker colour, the time that its
 * multiply-adds would take at the core's peak.
 */
record StepChart(Workload workload, NetworkTimes times) {
  private static final int LABELS = 400;
  private static final int BARS = 480;
  private static final int RIGHT = 90;
  private static final int ROW = 20;
  private static final int TOP = 50;

  String svg() {
    List<PlanStep> steps = workload.plan().steps();
    double longest = 1;
    for (long nanos : times.stepNanos()) {
      longest = Math.max(longest, nanos);
    }
    StringBuilder svg = new StringBuilder(head(TOP + ROW * (steps.size() + 1)));
    for (int i = 0; i < steps.size(); i++) {
      svg.append(bar(steps.get(i), times.stepNanos()[i], longest, TOP + ROW * i));
    }
    return svg.append("</svg>\n").toString();
  }

  private String head(int height) {
    int width = LABELS + BARS + RIGHT;
    return format(
        """
        <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" font-family="sans-serif" \
        font-size="12">
        <rect width="100%%" height="100%%" fill="white"/>
        <text x="10" y="20" font-size="14">%s, %s, Java %d: %.2f ms per image</text>
        <text x="10" y="38" fill="#555">light: time of a step; dark: its multiply-adds at the \
        core's peak, %.0f GFLOP/s</text>
        """,
        width,
        height,
        workload.name().replace("&", "&amp;").replace("<", "&lt;"),
        workload.plan().kernel(),
        Runtime.version().feature(),
        times.medianMillis(),
        2 * times.peak() / 1e9);
  }

  private String bar(PlanStep step, long nanos, double longest, int y) {
    double atPeak = step.multiplyAdds() / times.peak() * 1e9;
    return format(
        """
        <text x="10" y="%d">%s → %s  %s</text>
        <rect x="%d" y="%d" width="%.1f" height="%d" fill="#9ecae1"/>
        <rect x="%d" y="%d" width="%.1f" height="%d" fill="#08519c"/>
        <text x="%.1f" y="%d">%.3f ms</text>
        """,
        y + 14,
        step.input(),
        step.output(),
        step.operator(),
        LABELS,
        y + 2,
        BARS * nanos / longest,
        ROW - 4,
        LABELS,
        y + 2,
        BARS * atPeak / longest,
        ROW - 4,
        LABELS + BARS * nanos / longest + 6,
        y + 14,
        nanos / 1e6);
  }

  private static String format(String template, Object... values) {
    return String.format(Locale.ROOT, template, values);
  }
}
