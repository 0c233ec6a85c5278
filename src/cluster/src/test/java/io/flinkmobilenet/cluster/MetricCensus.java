package io.flinkmobilenet.cluster;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;

/** Knows all metrics of the clusters in this process. */
final class MetricCensus implements MetricReporter {
  private static final Map<Metric, String> METRICS = new ConcurrentHashMap<>();

  /** Number of metrics that are registered now. */
  static int size() {
    return METRICS.size();
  }

  /** Number of subtasks of an operator whose gauge of this name has the given value. */
  static long gauges(String operator, String name, Object value) {
    return METRICS.entrySet().stream()
        .filter(entry -> entry.getValue().contains("." + operator + "."))
        .filter(entry -> entry.getValue().endsWith("." + name))
        .filter(entry -> entry.getKey() instanceof Gauge<?> gauge && value.equals(value(gauge)))
        .count();
  }

  /** A gauge of a task that is ending may not have a value any more. */
  private static Object value(Gauge<?> gauge) {
    try {
      return gauge.getValue();
    } catch (RuntimeException e) {
      return null;
    }
  }

  @Override
  public void open(MetricConfig config) {}

  @Override
  public void close() {}

  @Override
  public void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
    METRICS.put(metric, group.getMetricIdentifier(name));
  }

  @Override
  public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {
    METRICS.remove(metric);
  }
}
