package io.flinkmobilenet.cluster;

import java.util.Properties;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/** Creates the reporter {@link MetricCensus}; Flink finds it by its name in the configuration. */
public final class MetricCensusFactory implements MetricReporterFactory {
  @Override
  public MetricReporter createMetricReporter(Properties properties) {
    return new MetricCensus();
  }
}
