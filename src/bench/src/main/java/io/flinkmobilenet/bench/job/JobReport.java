package io.flinkmobilenet.bench.job;

import io.flinkmobilenet.cli.terminal.Facts;
import io.flinkmobilenet.cli.terminal.Output;
import io.flinkmobilenet.geometry.InputGeometry;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;

/** Prints the results with all relevant settings. */
record JobReport(JobWorkload workload, Output out) {
  void print(List<JobTimes> times) {
    if (out.json()) {
      times.forEach(this::printJson);
    } else {
      Facts.print(out, about());
      out.text("");
      new JobTables(workload, out).print(times);
    }
  }

  private Map<String, Object> about() {
    InputGeometry geometry = workload.model().artifact().preprocessing().geometry();
    return Output.object(
        "pictures",
            "%s, %d bytes each".formatted(workload.images().about(), workload.images().meanBytes()),
        "images_format", workload.format().toString(),
        "model",
            "%s, %d×%d"
                .formatted(workload.model().key(), geometry.cropWidth(), geometry.cropHeight()),
        "kernel", workload.kernel(),
        "reuse", workload.reuse(),
        "stages", workload.stages().toString(),
        "delivery",
            "%s, a checkpoint every %s"
                .formatted(workload.delivery(), JobWorkload.CHECKPOINT_INTERVAL),
        "measured",
            "%d s per part, after %d s of warm-up"
                .formatted(workload.duration().toSeconds(), workload.warmUp().toSeconds()),
        "java", Machine.java(),
        "machine", Machine.description());
  }

  private void printJson(JobTimes times) {
    Drained drained = times.drained();
    double[] slices = drained.slices();
    Map<String, Object> line =
        Output.object(
            "images_per_s", round(drained.imagesPerSecond(), 1),
            "parallelism", times.parallelism(),
            "median_ms", round(1000 / slices[slices.length / 2], 3),
            "min_ms", round(1000 / slices[slices.length - 1], 3),
            "images_per_s_least", round(slices[0], 1),
            "images_per_s_most", round(slices[slices.length - 1], 1),
            "cpu_ms", round(drained.consumption().jobCpuMillis(), 3),
            "process_cpu_ms", round(drained.consumption().processCpuMillis(), 3),
            "rate", round(times.paced().perSecond(), 1));
    latencies(line, "latency", times.paced().toPrediction());
    latencies(line, "readable", times.paced().toReader());
    line.put("busy_processors", round(times.paced().consumption().busyProcessors(), 2));
    line.put("images", drained.images());
    line.put("seconds", round((drained.end() - drained.begin()) / 1000.0, 3));
    about().forEach(line::put);
    out.json(line);
    out.json(users(times.parallelism(), drained.imagesPerSecond(), drained.consumption()));
    out.json(users(times.parallelism(), times.paced().perSecond(), times.paced().consumption()));
    if (workload.hops()) {
      new HopReport(workload, times).printJson(out);
    }
    times.swapped().ifPresent(swapped -> out.json(swap(times, swapped)));
    times.changed().ifPresent(changed -> out.json(changes(times, changed)));
  }

  private static Map<String, Object> users(int parallelism, double rate, CostPerImage consumption) {
    Map<String, Object> cpu = Output.object();
    Map<String, Object> heap = Output.object();
    for (String user : consumption.names()) {
      cpu.put(user, round(consumption.cpuMillis(user), 3));
      heap.put(user, round(consumption.heapKilobytes(user), 0));
    }
    return Output.object(
        "parallelism", parallelism, "rate", round(rate, 1), "cpu_ms", cpu, "heap_kb", heap);
  }

  private static void latencies(Map<String, Object> line, String name, Latencies latencies) {
    line.put(name + "_p50_ms", round(latencies.quantile(0.5), 1));
    line.put(name + "_p90_ms", round(latencies.quantile(0.9), 1));
    line.put(name + "_p99_ms", round(latencies.quantile(0.99), 1));
  }

  private Map<String, Object> swap(JobTimes times, Swapped swapped) {
    return Output.object(
        "parallelism", times.parallelism(),
        "swap", workload.next().orElseThrow().key().toString(),
        "rate", round(times.paced().perSecond(), 1),
        "publishing_ms", swapped.publishing(),
        "active_ms", swapped.toActive(),
        "first_prediction_ms", swapped.toFirst(),
        "mixed_ms", swapped.mixed(),
        "gap_ms", swapped.gap(),
        "gap_before_ms", swapped.gapBefore(),
        "latency_p99_ms", round(swapped.latency().quantile(0.99), 1),
        "latency_p99_before_ms", round(swapped.latencyBefore().quantile(0.99), 1));
  }

  private static Map<String, Object> changes(JobTimes times, Changed changed) {
    return Output.object(
        "parallelism", times.parallelism(),
        "changes", changed.changes().size(),
        "rate", round(times.paced().perSecond(), 1),
        "active_p50_ms", changed.medianToActive(),
        "gap_p50_ms", changed.medianGap(),
        "gap_most_ms", changed.longestGap(),
        "changes_without_compilation", changed.quiet(),
        "gap_most_without_compilation_ms", changed.longestQuietGap(),
        "gap_before_ms", changed.gapBefore());
  }

  /** Rounds to the given number of digits, and keeps trailing zeros. */
  static BigDecimal round(double value, int digits) {
    return Double.isFinite(value)
        ? BigDecimal.valueOf(value).setScale(digits, RoundingMode.HALF_UP)
        : null;
  }
}
