package io.flinkmobilenet.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flinkmobilenet.stream.config.JobConfig;
import io.flinkmobilenet.stream.config.Topics;
import io.flinkmobilenet.stream.kafka.TopicLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.runtime.util.EnvironmentInformation;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The resources in {@code deploy/kubernetes} match the classes of their operators. */
class KubernetesTest {
  private static final Path FOLDER = YamlFile.DEPLOY.resolve("kubernetes");

  private static final List<JsonNode> RESOURCES = new ArrayList<>();
  private static final ResourceReader READER = new ResourceReader();
  private static JsonNode kustomization;

  @BeforeAll
  static void read() throws IOException {
    kustomization = YamlFile.read("kubernetes/kustomization.yaml");
    for (JsonNode file : kustomization.path("resources")) {
      for (JsonNode document : YamlFile.readAll("kubernetes/" + file.asText())) {
        RESOURCES.add(document);
        READER.read(ofKnownVersion(document));
      }
    }
  }

  /**
   * The newest operator API in the Maven repository ends at Flink 1.20. So the version is compared
   * with the Flink that the project is built with, and the rest is read without it.
   */
  private static JsonNode ofKnownVersion(JsonNode document) {
    if (document.path("kind").asText().equals("FlinkDeployment")) {
      String[] flink = EnvironmentInformation.getVersion().split("\\.");
      JsonNode version = ((ObjectNode) document.path("spec")).remove("flinkVersion");
      assertThat(version.asText()).isEqualTo("v" + flink[0] + "_" + flink[1]);
    }
    return document;
  }

  @Test
  void everyFieldIsOneThatTheClassesHave() {
    assertThat(READER.misfits()).isEmpty();
    assertThat(RESOURCES).hasSizeGreaterThanOrEqualTo(10);
  }

  @Test
  void everyFileIsInTheKustomization() throws IOException {
    Set<String> listed = new TreeSet<>(Set.of("kustomization.yaml"));
    kustomization.path("resources").forEach(file -> listed.add(file.asText()));
    try (Stream<Path> files = Files.list(FOLDER)) {
      assertThat(files.map(file -> file.getFileName().toString()).collect(Collectors.toSet()))
          .isEqualTo(listed);
    }
    assertThat(fields(kustomization))
        .containsExactlyInAnyOrder("apiVersion", "kind", "namespace", "resources");
    JsonNode namespace = YamlFile.read("kubernetes/namespace.yaml");
    assertThat(namespace.at("/metadata/name")).isEqualTo(kustomization.path("namespace"));
  }

  private static List<String> fields(JsonNode node) {
    return node.properties().stream().map(Map.Entry::getKey).toList();
  }

  @Test
  void topicsAreTheOnesThatTheCommandMakes() {
    Map<String, JsonNode> topics =
        RESOURCES.stream()
            .filter(resource -> resource.path("kind").asText().equals("KafkaTopic"))
            .collect(
                Collectors.toMap(
                    topic -> topic.at("/metadata/name").asText(), topic -> topic.path("spec")));
    JobConfig job = JobConfig.of(Map.of());
    Topics names = job.topics();
    int partitions = topics.get(names.images()).path("partitions").asInt();
    TopicLayout layout =
        new TopicLayout(names, partitions, Optional.of((short) 3), job.imageLimits().maxBytes());
    List<NewTopic> expected = new ArrayList<>(layout.others(layout.largestImageRecord()));
    expected.add(layout.images());
    assertThat(topics).hasSize(expected.size());
    for (NewTopic topic : expected) {
      JsonNode found = topics.get(topic.name());
      assertThat(found.path("partitions").asInt()).isEqualTo(topic.numPartitions());
      assertThat(found.path("replicas").asInt()).isEqualTo(topic.replicationFactor());
      Map<String, String> config = FlinkOptions.flatten(found.path("config"));
      assertThat(config.remove(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG)).isEqualTo("2");
      assertThat(config)
          .as(topic.name())
          .isEqualTo(topic.configs() == null ? Map.of() : topic.configs());
    }
  }
}
