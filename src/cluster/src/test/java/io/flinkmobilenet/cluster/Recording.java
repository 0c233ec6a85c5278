package io.flinkmobilenet.cluster;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** What a cluster's metrics were while something happened, second by second. */
final class Recording implements AutoCloseable {
  private static final String OPERATOR = "flink_taskmanager_job_task_operator_";
  private static final String JOB = "flink_jobmanager_job_";

  private final LocalCluster cluster;
  private final List<Sample> samples = new ArrayList<>();
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

  /**
   * One scrape.
   *
   * @param nanos when
   * @param values by their names; counters as they stand
   */
  record Sample(long nanos, Map<String, Double> values) {}

  Recording(LocalCluster cluster) {
    this.cluster = cluster;
    timer.scheduleAtFixedRate(this::scrape, 0, 1, TimeUnit.SECONDS);
  }

  private void scrape() {
    List<String> lines = new ArrayList<>();
    for (var address : cluster.metrics()) {
      try {
        FlinkApi.text(address).lines().filter(line -> !line.startsWith("#")).forEach(lines::add);
      } catch (IOException e) {
        // A process that is down has no metrics; the chart shows a gap.
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    synchronized (samples) {
      samples.add(new Sample(System.nanoTime(), values(new Gauges(lines))));
    }
  }

  private static Map<String, Double> values(Gauges gauges) {
    Map<String, Double> values = new LinkedHashMap<>();
    values.put("predicted", gauges.sum(OPERATOR + "predicted"));
    values.put("rejected", gauges.sum(OPERATOR + "reason_rejected"));
    for (String reason : List.of("TRUNCATED_IMAGE", "UNSUPPORTED_FORMAT", "NOT_AVRO")) {
      values.put(reason, gauges.sum(OPERATOR + "reason_rejected", "reason=\"" + reason + "\""));
    }
    values.put("waiting", gauges.waiting());
    values.put("p50", gauges.max(OPERATOR + "latencyMillis", "quantile=\"0.5\""));
    values.put("p99", gauges.latency99());
    values.put("decode", gauges.max(OPERATOR + "decodeMicros", "quantile=\"0.5\"") / 1000);
    values.put("classify", gauges.max(OPERATOR + "inferenceMicros", "quantile=\"0.5\"") / 1000);
    values.put("held up", gauges.heldUp());
    values.put("busy", gauges.max("flink_taskmanager_job_task_busyTimeMsPerSecond"));
    values.put("version 1", inCharge(gauges, "1"));
    values.put("version 2", inCharge(gauges, "2"));
    values.put("size", Soak.mebibytes(gauges.max(JOB + "lastCheckpointSize")));
    values.put("duration", gauges.max(JOB + "lastCheckpointDuration"));
    values.put("heap", Soak.mebibytes(gauges.heap()));
    values.put("restarts", gauges.max(JOB + "numRestarts"));
    return values;
  }

  private static double inCharge(Gauges gauges, String version) {
    return gauges.sum(
        OPERATOR + "modelName_modelVersion_inCharge", "modelVersion=\"" + version + "\"");
  }

  /** All samples until now. */
  List<Sample> samples() {
    synchronized (samples) {
      return List.copyOf(samples);
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
