package io.flinkmobilenet.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.flinkmobilenet.documents.Document;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MonitoringTest {
  @Test
  void everyPanelAsksForSomethingAndNoneLiesOnAnother() throws Exception {
    List<JsonNode> panels = new ArrayList<>();
    Monitoring.dashboard().path("panels").forEach(panels::add);
    assertThat(panels).hasSizeGreaterThan(15);
    for (JsonNode panel : panels) {
      assertThat(panel.path("targets")).as(panel.path("title").asText()).isNotEmpty();
      assertThat(panels.stream().filter(other -> overlap(panel, other)))
          .as(panel.path("title").asText())
          .containsExactly(panel);
    }
    assertThat(Monitoring.dashboardExpressions())
        .allSatisfy(text -> assertThat(Monitoring.metrics(text)).isNotEmpty());
  }

  private static boolean overlap(JsonNode one, JsonNode other) {
    JsonNode a = one.path("gridPos");
    JsonNode b = other.path("gridPos");
    return isBefore(a, "x", "w", b)
        && isBefore(b, "x", "w", a)
        && isBefore(a, "y", "h", b)
        && isBefore(b, "y", "h", a);
  }

  private static boolean isBefore(JsonNode a, String from, String size, JsonNode b) {
    return a.path(from).asInt() < b.path(from).asInt() + b.path(size).asInt();
  }

  @Test
  void everyAlertIsExplainedInTheOperationsDocument() throws Exception {
    String alerts = Document.named("operations.md").text().split("## Alerts")[1];
    assertThat(
            alerts
                .lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.split("`")[1])
                .collect(Collectors.toList()))
        .containsExactlyInAnyOrderElementsOf(Monitoring.alerts().keySet());
    assertThat(Monitoring.alerts())
        .allSatisfy((alert, text) -> assertThat(Monitoring.metrics(text)).isNotEmpty());
  }

  @Test
  void prometheusReadsTheAlertsThatLieBesideIt() throws Exception {
    Object files = Monitoring.yaml("prometheus.yml").get("rule_files");
    assertThat(((List<?>) files).stream().map(Object::toString).collect(Collectors.toList()))
        .allMatch(name -> Files.isRegularFile(Monitoring.DIRECTORY.resolve(name)));
  }
}
