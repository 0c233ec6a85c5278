package io.flinkmobilenet.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.metrics.reporter.MetricReporterFactory;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessSpec;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.apache.flink.runtime.jobmanager.JobManagerProcessUtils;

/** Checks that the Flink version on the class path accepts a configuration. */
final class FlinkConfigurationCheck {
  private static final String REPORTER = "metrics.reporter.";
  private static final String FACTORY = "factory.class";

  private FlinkConfigurationCheck() {}

  /** Checks that every key belongs to an option and that the option accepts every value. */
  static void check(Map<String, String> settings) throws IOException {
    FlinkOptions options = FlinkOptions.find();
    Configuration configuration = Configuration.fromMap(settings);
    settings.forEach(
        (key, value) -> {
          ConfigOption<?> option = options.of(key);
          if (option == null) {
            assertThat(key).as("an option of Flink").startsWith(REPORTER);
          } else if (option.key().equals(key)) {
            assertThat(configuration.get(option)).as(key).isNotNull();
          }
        });
    for (String reporter : configuration.get(MetricOptions.REPORTERS_LIST).split(",")) {
      checkReporter(REPORTER + reporter + ".", settings);
    }
    assertThat(settings.keySet())
        .filteredOn(key -> key.startsWith(REPORTER))
        .allMatch(
            key -> configuration.get(MetricOptions.REPORTERS_LIST).contains(key.split("\\.")[2]));
  }

  /** Memory for decoding the largest image, by default 50 million pixels, in each slot. */
  private static final MemorySize LARGEST_IMAGE = MemorySize.ofMebiBytes(550);

  /** Memory for models and everything else. */
  private static final MemorySize BESIDES = MemorySize.ofMebiBytes(256);

  /**
   * Checks that the parts of the processes' memory add up and that the heap suffices for the
   * largest images.
   */
  static void checkMemory(Configuration settings) {
    JobManagerProcessUtils.processSpecFromConfig(settings);
    TaskExecutorProcessSpec spec = TaskExecutorProcessUtils.processSpecFromConfig(settings);
    MemorySize needed =
        LARGEST_IMAGE.multiply(settings.get(TaskManagerOptions.NUM_TASK_SLOTS)).add(BESIDES);
    assertThat(spec.getTaskHeapSize()).isGreaterThanOrEqualTo(needed);
  }

  /** Checks that Flink can create the reporter with its settings. */
  private static void checkReporter(String prefix, Map<String, String> settings) {
    Map<String, String> properties = new HashMap<>();
    settings.forEach(
        (key, value) -> {
          if (key.startsWith(prefix) && !key.endsWith(FACTORY)) {
            properties.put(key.substring(prefix.length()), value);
          }
        });
    assertThat(properties)
        .as("settings of a Prometheus reporter")
        .containsOnlyKeys("port", "filterLabelValueCharacters");
    try {
      Class<?> factory = Class.forName(settings.get(prefix + FACTORY));
      assertThat(MetricReporterFactory.class).isAssignableFrom(factory);
    } catch (ClassNotFoundException e) {
      throw new AssertionError(prefix + FACTORY + ": no such class", e);
    }
  }
}
