package io.flinkmobilenet.bench.job;

import io.flinkmobilenet.cli.terminal.Output;
import io.flinkmobilenet.cli.terminal.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Prints the results as tables, one row per parallelism. */
record JobTables(JobWorkload workload, Output out) {
  void print(List<JobTimes> times) {
    throughput(times);
    out.text("");
    latency(times);
    for (JobTimes run : times) {
      out.text("");
      processor(run);
      if (workload.hops()) {
        out.text("");
        new HopReport(workload, run).print(out);
      }
    }
    if (workload.next().isPresent()) {
      out.text("");
      swaps(times);
    }
    if (workload.changes() > 0) {
      out.text("");
      changes(times);
    }
  }

  private void changes(List<JobTimes> times) {
    List<List<Object>> rows = new ArrayList<>();
    for (JobTimes run : times) {
      Changed changed = run.changed().orElseThrow();
      rows.add(
          Arrays.asList(
              run.parallelism(),
              changed.medianToActive(),
              changed.medianGap(),
              changed.longestGap(),
              changed.quiet(),
              changed.longestQuietGap(),
              changed.gapBefore()));
    }
    out.text("%d deployments, one after the other".formatted(workload.changes()));
    Table.print(
        out,
        List.of(
            "parallelism",
            "active after ms, p50",
            "longest gap ms, p50",
            "most",
            "without compilation",
            "most of these",
            "before"),
        rows);
  }

  private void throughput(List<JobTimes> times) {
    List<List<Object>> rows = new ArrayList<>();
    for (JobTimes run : times) {
      double[] slices = run.drained().slices();
      rows.add(
          Arrays.asList(
              run.parallelism(),
              JobReport.round(run.drained().imagesPerSecond(), 1),
              JobReport.round(slices[0], 1),
              JobReport.round(slices[slices.length - 1], 1),
              JobReport.round(run.drained().consumption().jobCpuMillis(), 3),
              JobReport.round(run.drained().consumption().processCpuMillis(), 3)));
    }
    Table.print(
        out,
        List.of(
            "parallelism",
            "images/s",
            "slowest second",
            "fastest second",
            "CPU ms per image, job",
            "whole process"),
        rows);
  }

  private void latency(List<JobTimes> times) {
    List<List<Object>> rows = new ArrayList<>();
    for (JobTimes run : times) {
      Paced paced = run.paced();
      rows.add(
          Arrays.asList(
              run.parallelism(),
              JobReport.round(paced.perSecond(), 1),
              JobReport.round(paced.toPrediction().quantile(0.5), 1),
              JobReport.round(paced.toPrediction().quantile(0.9), 1),
              JobReport.round(paced.toPrediction().quantile(0.99), 1),
              JobReport.round(paced.toReader().quantile(0.5), 1),
              JobReport.round(paced.toReader().quantile(0.9), 1),
              JobReport.round(paced.toReader().quantile(0.99), 1),
              JobReport.round(paced.consumption().busyProcessors(), 2)));
    }
    Table.print(
        out,
        List.of(
            "parallelism",
            "at images/s",
            "predicted ms, p50",
            "p90",
            "p99",
            "readable ms, p50",
            "p90",
            "p99",
            "processors busy"),
        rows);
  }

  private void processor(JobTimes run) {
    List<List<Object>> rows = new ArrayList<>();
    CostPerImage filled = run.drained().consumption();
    CostPerImage paced = run.paced().consumption();
    Set<String> users = new LinkedHashSet<>(filled.names());
    users.addAll(paced.names());
    for (String user : users) {
      rows.add(
          Arrays.asList(
              user,
              JobReport.round(filled.cpuMillis(user), 3),
              JobReport.round(100 * filled.cpuMillis(user) / filled.processCpuMillis(), 1),
              JobReport.round(filled.heapKilobytes(user), 0),
              JobReport.round(paced.cpuMillis(user), 3),
              JobReport.round(paced.heapKilobytes(user), 0)));
    }
    Table.print(
        out,
        List.of(
            "per image, parallelism " + run.parallelism(),
            "CPU ms",
            "%",
            "heap KB",
            "CPU ms at that pace",
            "heap KB"),
        rows);
  }

  private void swaps(List<JobTimes> times) {
    List<List<Object>> rows = new ArrayList<>();
    for (JobTimes run : times) {
      Swapped swapped = run.swapped().orElseThrow();
      rows.add(
          Arrays.asList(
              run.parallelism(),
              swapped.publishing(),
              swapped.toActive(),
              swapped.toFirst(),
              swapped.gap(),
              swapped.gapBefore(),
              JobReport.round(swapped.latency().quantile(0.99), 1),
              JobReport.round(swapped.latencyBefore().quantile(0.99), 1)));
    }
    out.text("swap to " + workload.next().orElseThrow().key());
    Table.print(
        out,
        List.of(
            "parallelism",
            "publishing ms",
            "active after",
            "predicts after",
            "longest gap",
            "before",
            "p99 ms",
            "before"),
        rows);
  }
}
