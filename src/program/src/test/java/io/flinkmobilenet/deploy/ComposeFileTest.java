package io.flinkmobilenet.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.flinkmobilenet.deploy.ComposeFile.Condition;
import io.flinkmobilenet.deploy.ComposeFile.Dependency;
import io.flinkmobilenet.deploy.ComposeFile.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.runtime.util.EnvironmentInformation;
import org.apache.kafka.common.utils.AppInfoParser;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Compose's own rules, as far as they can be checked without Docker: everything that is referenced
 * exists.
 */
class ComposeFileTest {
  private static ComposeFile file;

  @BeforeAll
  static void read() throws IOException {
    file = ComposeFile.read("docker-compose.yml");
  }

  @Test
  void refusesFieldsThatComposeDoesNotKnow() {
    assertThatThrownBy(() -> ComposeFile.withDefaults("image: ${IMAGE}"))
        .hasMessageContaining("without a default");
    assertThatThrownBy(() -> YamlFile.parse("a: 1\na: 2")).hasMessageContaining("duplicate key");
  }

  @Test
  void everyDependencyIsAServiceThatCanMeetIt() {
    file.services()
        .forEach(
            (name, service) ->
                service
                    .dependsOn()
                    .forEach((other, dependency) -> checkDependency(name, other, dependency)));
  }

  private static void checkDependency(String name, String other, Dependency dependency) {
    Service needed = file.services().get(other);
    assertThat(needed).as("%s depends on %s", name, other).isNotNull();
    assertThat(needed.healthcheck() != null)
        .as("healthcheck of %s, which %s waits for", other, name)
        .isEqualTo(dependency.condition() == Condition.service_healthy);
    assertThat(needed.endsByItself())
        .as("%s, which %s waits for, ends", other, name)
        .isEqualTo(dependency.condition() == Condition.service_completed_successfully);
  }

  @Test
  void everyNetworkVolumeAndConfigIsDeclaredAndUsed() throws IOException {
    Set<String> networks = new TreeSet<>();
    Set<String> volumes = new TreeSet<>();
    Set<String> configs = new TreeSet<>();
    for (Service service : file.services().values()) {
      assertThat(service.networks().isEmpty()).isEqualTo("none".equals(service.networkMode()));
      networks.addAll(service.networks());
      service.configs().forEach(mount -> configs.add(mount.source()));
      for (JsonNode volume : service.volumes()) {
        if (volume.isTextual()) {
          volumes.add(volume.asText().split(":")[0]);
        } else {
          checkBind(volume);
        }
      }
    }
    assertThat(networks).isEqualTo(new TreeSet<>(file.networks().keySet()));
    assertThat(volumes).isEqualTo(new TreeSet<>(file.volumes().keySet()));
    assertThat(configs).isEqualTo(new TreeSet<>(file.configs().keySet()));
    file.configs()
        .values()
        .forEach(config -> assertThat(YamlFile.DEPLOY.resolve(config.file())).isRegularFile());
  }

  private static void checkBind(JsonNode volume) {
    assertThat(fields(volume))
        .containsExactlyInAnyOrder("type", "source", "target", "read_only", "bind");
    assertThat(volume.path("type").asText()).isEqualTo("bind");
    assertThat(volume.path("read_only").isBoolean() && volume.path("read_only").asBoolean())
        .isTrue();
    assertThat(fields(volume.path("bind"))).containsExactly("create_host_path");
    assertThat(volume.at("/bind/create_host_path").asBoolean(true)).isFalse();
    Path source = YamlFile.DEPLOY.resolve(volume.path("source").asText()).normalize();
    if (!source.equals(Path.of("target"))) {
      assertThat(source.toAbsolutePath()).exists();
    }
  }

  private static Set<String> fields(JsonNode node) {
    return node.properties().stream().map(Map.Entry::getKey).collect(Collectors.toSet());
  }

  @Test
  void everyServiceIsConfined() {
    file.services()
        .forEach(
            (name, service) -> {
              assertThat(service.readOnly()).as("%s: read-only", name).isTrue();
              assertThat(service.capDrop()).as(name).containsExactly("ALL");
              assertThat(service.securityOpt()).as(name).containsExactly("no-new-privileges:true");
              assertThat(service.deploy().resources().limits().memory()).as(name).matches("\\d+m");
              assertThat(service.logging().options()).as(name).containsKey("max-size");
              if (!name.equals("checkpoints")) {
                assertThat(service.user()).as("%s: user", name).doesNotMatch("0(:.*)?|root");
                assertThat(service.capAdd()).as(name).isEmpty();
              }
            });
    // The service that gives a volume to Flink's user: it has no network and ends.
    Service owner = file.services().get("checkpoints");
    assertThat(owner.networkMode()).isEqualTo("none");
    assertThat(owner.capAdd()).containsExactly("CHOWN");
    assertThat(owner.endsByItself()).isTrue();
  }

  @Test
  void whatRunsOnSaysWhetherItIsWell() {
    file.services()
        .forEach(
            (name, service) ->
                assertThat(service.healthcheck() != null)
                    .as("%s has a healthcheck", name)
                    .isNotEqualTo(service.endsByItself()));
  }

  @Test
  void portsAreThisMachinesAloneAndDiffer() {
    Set<String> seen = new HashSet<>();
    file.services().values().stream()
        .flatMap(service -> service.ports().stream())
        .forEach(
            port -> {
              assertThat(port).matches("127\\.0\\.0\\.1:\\d+:\\d+");
              assertThat(seen.add(port.split(":")[1])).as(port).isTrue();
            });
  }

  @Test
  void imagesAreOfTheVersionsThatTheProjectIsBuiltFor() throws IOException {
    file.services()
        .forEach(
            (name, service) ->
                assertThat(service.image())
                    .as(name)
                    .matches("[a-z/]+:v?\\d+\\.\\d+\\.\\d+(-java\\d+)?"));
    assertThat(images("flink:"))
        .containsExactly("flink:" + EnvironmentInformation.getVersion() + "-java17");
    assertThat(images("apache/kafka:"))
        .containsExactly("apache/kafka:" + AppInfoParser.getVersion());
    assertThat(Files.readString(YamlFile.DEPLOY.resolve("docker-compose.yml")))
        .contains("FLINK_IMAGE=flink:" + EnvironmentInformation.getVersion() + "-java21");
  }

  private static Stream<String> images(String prefix) {
    return file.services().values().stream()
        .map(Service::image)
        .filter(image -> image.startsWith(prefix))
        .distinct();
  }
}
