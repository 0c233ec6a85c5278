package io.flinkmobilenet.bench.job;

import io.flinkmobilenet.cli.terminal.Output;
import io.flinkmobilenet.cli.terminal.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Prints what an image costs on each edge of the job. */
record HopReport(JobWorkload workload, JobTimes times) {
  void print(Output out) {
    List<List<Object>> rows = new ArrayList<>();
    for (Hop hop : Hops.of(times.drained())) {
      rows.add(
          Arrays.asList(
              hop.from(),
              hop.to(),
              JobReport.round(hop.bytes(), 0),
              JobReport.round(hop.cpuMillis(), 3),
              JobReport.round(hop.heapKilobytes(), 1)));
    }
    Table.print(
        out,
        List.of(
            "from, parallelism " + times.parallelism(),
            "to",
            "bytes",
            "CPU ms of the receiver",
            "heap KB"),
        rows);
    out.text(
        "heap per image beyond the event: %.1f KB, %.2f times image and pixels"
            .formatted(beyond(), beyond() * 1e3 / workload.imageBytes()));
  }

  void printJson(Output out) {
    List<Map<String, Object>> hops = new ArrayList<>();
    for (Hop hop : Hops.of(times.drained())) {
      hops.add(
          Output.object(
              "from", hop.from(),
              "to", hop.to(),
              "bytes", JobReport.round(hop.bytes(), 0),
              "cpu_ms", JobReport.round(hop.cpuMillis(), 3),
              "heap_kb", JobReport.round(hop.heapKilobytes(), 1)));
    }
    out.json(
        Output.object(
            "parallelism",
            times.parallelism(),
            "hops",
            hops,
            "heap_kb_beyond_event",
            JobReport.round(beyond(), 1),
            "beyond_over_image_and_pixels",
            JobReport.round(beyond() * 1e3 / workload.imageBytes(), 2)));
  }

  /**
   * Heap that all threads of the job allocate per image, in kilobytes, without the value of the
   * record itself, which Kafka's client allocates once.
   */
  private double beyond() {
    double all = times.drained().consumption().jobHeapKilobytes();
    return all - workload.images().meanBytes() / 1e3;
  }
}
