package io.flinkmobilenet.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flinkmobilenet.deploy.ComposeFile.ConfigMount;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Prometheus and Grafana find the rules and the dashboard in the containers and on Kubernetes. */
class MonitoringTest {
  private static final String ALERTS = "monitoring/alerts.yml";
  private static final String DASHBOARD = "monitoring/grafana/dashboard.json";

  /** The path of each file of {@code deploy/} in a service. */
  private static Map<String, Path> mounts(String service) throws IOException {
    ComposeFile file = ComposeFile.read("docker-compose.yml");
    return file.services().get(service).configs().stream()
        .collect(
            Collectors.toMap(
                mount -> file.configs().get(mount.source()).file().replaceFirst("^\\./", ""),
                (ConfigMount mount) -> Path.of(mount.target())));
  }

  @Test
  void everyAlertSaysWhatItMeansAndHowBadItIs() throws IOException {
    Set<String> names = new HashSet<>();
    for (JsonNode group : YamlFile.read(ALERTS).path("groups")) {
      for (JsonNode rule : group.path("rules")) {
        String name = rule.path("alert").asText();
        assertThat(names.add(name)).as("alert %s, once", name).isTrue();
        assertThat(rule.path("expr").asText()).as(name).isNotBlank();
        assertThat(rule.at("/labels/severity").asText()).as(name).isIn("warning", "critical");
        assertThat(rule.at("/annotations/summary").asText()).as(name).isNotBlank();
        assertThat(rule.path("for").asText("1s")).as(name).matches("\\d+[smhd]");
      }
    }
    assertThat(names).isNotEmpty();
  }

  @Test
  void kubernetesHasTheSameAlerts() throws IOException {
    assertThat(YamlFile.read("kubernetes/prometheus-rule.yaml").path("spec"))
        .as("spec of prometheus-rule.yaml, which repeats " + ALERTS)
        .isEqualTo(YamlFile.read(ALERTS));
  }

  @Test
  void prometheusLoadsTheAlerts() throws IOException {
    Map<String, Path> mounts = mounts("prometheus");
    Path folder = mounts.get("docker/prometheus.yml").getParent();
    JsonNode rules = YamlFile.read("docker/prometheus.yml").path("rule_files");
    assertThat(rules).hasSize(1);
    assertThat(mounts.get(ALERTS)).isEqualTo(folder.resolve(rules.get(0).asText()));
  }

  @Test
  void grafanaLoadsTheDashboard() throws IOException {
    Map<String, Path> mounts = mounts("grafana");
    JsonNode provider = YamlFile.read("docker/grafana-dashboards.yml").at("/providers/0");
    assertThat(mounts.get(DASHBOARD).getParent())
        .isEqualTo(Path.of(provider.at("/options/path").asText()));
    Path provisioning = mounts.get("docker/grafana-dashboards.yml").getParent();
    assertThat(provisioning).isEqualTo(Path.of("/etc/grafana/provisioning/dashboards"));
    JsonNode dashboard = new ObjectMapper().readTree(YamlFile.DEPLOY.resolve(DASHBOARD).toFile());
    // The dashboard needs a Prometheus data source, and the only one must have that type.
    String type = YamlFile.read("docker/grafana-datasource.yml").at("/datasources/0/type").asText();
    assertThat(dashboard.findValuesAsText("type")).contains(type);
  }
}
