package io.flinkmobilenet.bench;

import io.flinkmobilenet.cli.terminal.Output;
import io.flinkmobilenet.cli.terminal.Table;
import io.flinkmobilenet.network.PlanStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Prints the results with all relevant settings. */
record NetworkReport(Workload workload, NetworkTimes times) {
  private static final List<String> TITLES =
      List.of("input", "output", "step", "ms", "GFLOP/s", "% of peak", "% of time");

  void print(Output out) {
    Figures.print(out, summary());
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
                Figures.round(millis, 1000),
                Figures.round(rate, 10),
                Figures.round(100 * rate / peak(), 10),
                Figures.round(100 * millis / stepMillis(), 10)));
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
        "median_ms", Figures.round(median, 1000),
        "min_ms", Figures.round(times.minMillis(), 1000),
        "p90_ms", Figures.round(times.p90Millis(), 1000),
        "images_per_s", Figures.round(times.imagesPerSecond(), 10),
        "gflops", Figures.round(rate, 10),
        "peak_gflops", Figures.round(peak(), 10),
        "share_of_peak", Figures.round(rate / peak(), 1000),
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

  /** Rate in GFLOP/s, counting a multiply-add as two operations. */
  private static double gigaflops(long multiplyAdds, double millis) {
    return 2 * multiplyAdds / millis / 1e6;
  }
}
