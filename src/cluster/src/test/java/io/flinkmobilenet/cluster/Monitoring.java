package io.flinkmobilenet.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The dashboard and the alerts of {@code deploy/monitoring}, and the metrics that they use. */
final class Monitoring {
  static final Path DIRECTORY = Path.of("deploy/monitoring");

  private static final Pattern METRIC = Pattern.compile("\\bflink_[A-Za-z_]+");

  private Monitoring() {}

  /** The expressions of the dashboard's panels and annotations. */
  static List<String> dashboardExpressions() throws IOException {
    List<String> expressions = new ArrayList<>();
    collect(dashboard(), expressions);
    return expressions;
  }

  static JsonNode dashboard() throws IOException {
    return new ObjectMapper().readTree(DIRECTORY.resolve("grafana/dashboard.json").toFile());
  }

  private static void collect(JsonNode node, List<String> expressions) {
    if (node.path("expr").isTextual()) {
      expressions.add(node.path("expr").asText());
    }
    node.forEach(child -> collect(child, expressions));
  }

  /** The expressions of the alerts by their names. */
  static Map<String, String> alerts() throws IOException {
    return maps(yaml("alerts.yml").get("groups")).stream()
        .flatMap(group -> maps(group.get("rules")).stream())
        .collect(Collectors.toMap(rule -> "" + rule.get("alert"), rule -> "" + rule.get("expr")));
  }

  /** Reads a YAML file. */
  static Map<?, ?> yaml(String name) throws IOException {
    String text = Files.readString(DIRECTORY.resolve(name));
    return (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(text);
  }

  private static List<? extends Map<?, ?>> maps(Object list) {
    return ((List<?>) list).stream().map(entry -> (Map<?, ?>) entry).toList();
  }

  /** The metrics that an expression uses. */
  static Set<String> metrics(String expression) {
    return METRIC
        .matcher(expression)
        .results()
        .map(match -> match.group())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
