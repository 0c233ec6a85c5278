package io.flinkmobilenet.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinkmobilenet.stream.config.JobConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JobGraphTest {
  private static final Pattern OPERATOR_NAME =
      Pattern.compile("operator_name=~?\\\\?\"([^\"\\\\]+)");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--bounded=false",
        "--bounded=true",
        "--image-uris=file:///images",
        "--stages=together",
        "--reuse=near"
      })
  void everyOperatorHasAUidANameAndAMaximalParallelism(String option) {
    JobConfig config = JobConfig.parse(option);
    StreamGraph graph = graph(config);
    Set<String> uids = new HashSet<>();
    Set<String> names = new HashSet<>();
    for (StreamNode node : graph.getStreamNodes()) {
      assertThat(node.getTransformationUID()).as("uid of %s", node).isNotBlank();
      assertThat(uids.add(node.getTransformationUID())).as("uid of %s, once", node).isTrue();
      assertThat(names.add(node.getOperatorName())).as("name of %s, once", node).isTrue();
      assertThat(node.getMaxParallelism()).as("maximal parallelism of %s", node).isPositive();
    }
    assertThat(uids)
        .contains("images", "models", "announcements", "decode", "classify", "decisions", "judge");
    assertThat(uids.contains("fetch")).isEqualTo(option.startsWith("--image-uris"));
  }

  /** A savepoint without the option holds 128, so that the default can never change. */
  @ParameterizedTest
  @CsvSource({"--bounded=false, 128", "--max-parallelism=1000, 1000"})
  void theHighestParallelismIsThatOfTheOption(String option, int highest) {
    assertThat(graph(JobConfig.parse(option)).getStreamNodes())
        .extracting(StreamNode::getMaxParallelism)
        .containsOnly(highest);
  }

  /** Flink's reporter for Prometheus passes names on as they are or with underscores for blanks. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "monitoring/alerts.yml",
        "monitoring/grafana/dashboard.json",
        "kubernetes/prometheus-rule.yaml"
      })
  void monitoringAsksForOperatorsOfTheJob(String file) throws Exception {
    List<String> names =
        graph(JobConfig.parse()).getStreamNodes().stream()
            .map(StreamNode::getOperatorName)
            .toList();
    List<String> asked =
        OPERATOR_NAME
            .matcher(Files.readString(Path.of("deploy", file)))
            .results()
            .map(match -> match.group(1))
            .toList();
    assertThat(asked)
        .isNotEmpty()
        .allSatisfy(
            name ->
                assertThat(names)
                    .anyMatch(
                        operator ->
                            operator.matches(name) && operator.replace(' ', '_').matches(name)));
  }

  @Test
  void theNameTellsJobsOfDifferentGroupsApart() {
    assertThat(InferenceJob.name(JobConfig.parse())).isEqualTo("flink-mobilenet");
    assertThat(InferenceJob.name(JobConfig.parse("--group-id=pets")))
        .isEqualTo("flink-mobilenet (pets)");
  }

  private static StreamGraph graph(JobConfig config) {
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    environment.setParallelism(3);
    new InferenceJob(JobSources.kafka(config), JobSinks.kafka(config, OptionalInt.empty()), config)
        .build(environment);
    return environment.getStreamGraph();
  }
}
