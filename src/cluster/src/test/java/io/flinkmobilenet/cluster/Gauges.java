package io.flinkmobilenet.cluster;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * One scrape of a cluster in Prometheus's text format.
 *
 * @param lines one for each metric and its labels
 */
record Gauges(List<String> lines) {
  private static final String JVM = "flink_taskmanager_Status_JVM_";

  static Gauges of(LocalCluster cluster) throws IOException, InterruptedException {
    List<String> lines = new ArrayList<>();
    for (URI address : cluster.metrics()) {
      FlinkApi.text(address).lines().filter(line -> !line.startsWith("#")).forEach(lines::add);
    }
    return new Gauges(lines);
  }

  /** The largest value among those that have all the labels; 0 if there is none. */
  double max(String metric, String... labels) {
    return values(metric, labels).max().orElse(0);
  }

  /** The sum of all values that have all the labels. */
  double sum(String metric, String... labels) {
    return values(metric, labels).sum();
  }

  private DoubleStream values(String metric, String... labels) {
    return lines.stream()
        .filter(line -> line.startsWith(metric + "{"))
        .filter(line -> List.of(labels).stream().allMatch(line::contains))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .filter(Double::isFinite);
  }

  /** Largest heap use of a TaskManager, bytes. */
  double heap() {
    return max(JVM + "Memory_Heap_Used");
  }

  double direct() {
    return max(JVM + "Memory_Direct_MemoryUsed");
  }

  /** 99th percentile of the milliseconds from capture to prediction. */
  double latency99() {
    return max("flink_taskmanager_job_task_operator_latencyMillis", "quantile=\"0.99\"");
  }

  /** Milliseconds of back-pressure during the last second. */
  double heldUp() {
    return max("flink_taskmanager_job_task_backPressuredTimeMsPerSecond");
  }

  /** Number of images in Kafka that no subtask has read yet. */
  double waiting() {
    return sum("flink_taskmanager_job_task_operator_pendingRecords", "images");
  }
}
