package io.flinkmobilenet.cli.bench;

import io.flinkmobilenet.cli.terminal.Output;
import io.flinkmobilenet.cli.terminal.Table;
import io.flinkmobilenet.network.PlanStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Prints what came out, with all the settings that matter. */
record NetworkReport(Workload workload, NetworkTimes times) {
  private static final List<String> TITLES =
      List.of("input", "output", "step", "ms", "GFLOP/s", "% of peak", "% of time");

  void print(Output out) {
    Map<String, Object> summary = summary();
    if (out.json()) {
      out.json(summary);
    } else {
      summary.forEach((name, value) -> out.text("%-18s%s".formatted(words(name), cell(value))));
    }
  }

  void printSteps(Output out) {
    List<PlanStep> steps = workload.plan().steps();
    List<List<Object>> rows = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      PlanStep step = steps.get(i);
      double rate = gigaflops(step.multiplyAdds(), times.stepNanos()[i] / 1e6);
      double millis = times.stepNanos()[i] / 1e6;
      if (out.json()) {
        out.json(
            Output.object(
                "step", step.operator(),
                "input", step.input().toString(),
                "output", step.output().toString(),
                "median_ms", millis,
                "gflops", rate));
      } else {
        rows.add(
            List.of(
                step.input(),
                step.output(),
                step.operator(),
                round(millis, 1000),
                round(rate, 10),
                round(100 * rate / peak(), 10),
                round(100 * millis / stepMillis(), 10)));
      }
    }
    if (!out.json()) {
      out.text("");
      Table.print(out, TITLES, rows);
    }
  }

  private Map<String, Object> summary() {
    double median = times.medianMillis();
    double rate = gigaflops(workload.multiplyAdds(), median);
    return Output.object(
        "median_ms", round(median, 1000),
        "min_ms", round(times.minMillis(), 1000),
        "p90_ms", round(times.p90Millis(), 1000),
        "images_per_s", round(times.imagesPerSecond(), 10),
        "gflops", round(rate, 10),
        "peak_gflops", round(peak(), 10),
        "share_of_peak", round(rate / peak(), 1000),
        "threads", times.threads(),
        "kernel", workload.plan().kernel(),
        "network", workload.name(),
        "input", workload.plan().inputWidth() + "×" + workload.plan().inputHeight(),
        "multiply_adds", workload.multiplyAdds(),
        "java", Runtime.version().toString(),
        "processors", Runtime.getRuntime().availableProcessors());
  }

  private double peak() {
    return 2 * times.peak() / 1e9;
  }

  private double stepMillis() {
    double sum = 0;
    for (long nanos : times.stepNanos()) {
      sum += nanos / 1e6;
    }
    return sum;
  }

  /** A multiply-add is two operations. */
  private static double gigaflops(long multiplyAdds, double millis) {
    return 2 * multiplyAdds / millis / 1e6;
  }

  private static double round(double value, double parts) {
    return Math.round(value * parts) / parts;
  }

  private static String words(String name) {
    return name.replace('_', ' ');
  }

  private static Object cell(Object value) {
    return value instanceof Long number ? String.format(Locale.ROOT, "%,d", number) : value;
  }
}
