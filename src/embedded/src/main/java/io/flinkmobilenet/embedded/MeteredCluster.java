package io.flinkmobilenet.embedded;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.plugin.PluginUtils;
import org.apache.flink.runtime.metrics.MetricRegistryConfiguration;
import org.apache.flink.runtime.metrics.MetricRegistryImpl;
import org.apache.flink.runtime.metrics.ReporterSetup;
import org.apache.flink.runtime.metrics.ReporterSetupBuilder;
import org.apache.flink.runtime.metrics.filter.DefaultReporterFilters;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;

/** A cluster whose tasks' traffic can be read in this process. */
final class MeteredCluster extends MiniCluster {
  private final TaskTraffic traffic = new TaskTraffic();

  MeteredCluster(MiniClusterConfiguration configuration) {
    super(configuration);
  }

  TaskTraffic traffic() {
    return traffic;
  }

  /** Besides the reporters of the configuration, there is the one that reads the traffic. */
  @Override
  protected MetricRegistryImpl createMetricRegistry(Configuration configuration, long longest) {
    List<ReporterSetup> reporters =
        new ArrayList<>(
            ReporterSetupBuilder.METRIC_SETUP_BUILDER.fromConfiguration(
                configuration,
                DefaultReporterFilters::metricsFromConfiguration,
                PluginUtils.createPluginManagerFromRootFolder(configuration)));
    reporters.add(ReporterSetupBuilder.METRIC_SETUP_BUILDER.forReporter("traffic", traffic));
    return new MetricRegistryImpl(
        MetricRegistryConfiguration.fromConfiguration(configuration, longest), reporters);
  }
}
