package io.flinkmobilenet.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Checks the references between resources: labels, ports, secrets. */
class KubernetesReferencesTest {
  /** Components of the pods in Flink's native mode; the deployment's name is under {@code app}. */
  private static final Set<String> COMPONENTS = Set.of("jobmanager", "taskmanager");

  private static JsonNode deployment;
  private static List<JsonNode> policies;
  private static List<JsonNode> users;

  @BeforeAll
  static void read() throws IOException {
    deployment = YamlFile.read("kubernetes/flink-deployment.yaml");
    policies = YamlFile.readAll("kubernetes/network-policy.yaml");
    users = YamlFile.readAll("kubernetes/kafka-users.yaml");
  }

  private static String name(JsonNode resource) {
    return resource.at("/metadata/name").asText();
  }

  @Test
  void everySelectorFindsTheDeploymentsPods() throws IOException {
    List<JsonNode> selecting = new ArrayList<>(policies);
    selecting.add(deployment);
    selecting.add(YamlFile.read("kubernetes/pod-monitor.yaml"));
    for (JsonNode resource : selecting) {
      assertThat(resource.findValuesAsText("app")).isNotEmpty().containsOnly(name(deployment));
      assertThat(COMPONENTS).containsAll(resource.findValuesAsText("component"));
    }
  }

  @Test
  void thePoliciesOpenThePortsThatAreListenedOn() throws IOException {
    JsonNode spec = deployment.path("spec");
    Set<String> open = new TreeSet<>();
    policies.forEach(policy -> open.addAll(policy.at("/spec/ingress").findValuesAsText("port")));
    String metrics =
        spec.path("flinkConfiguration").path("metrics.reporter.prometheus.port").asText();
    String rest = spec.path("jobManager").findValue("httpGet").path("port").asText();
    assertThat(open).containsExactlyInAnyOrder(metrics, rest);
    JsonNode monitor = YamlFile.read("kubernetes/pod-monitor.yaml");
    assertThat(monitor.at("/spec/podMetricsEndpoints/0/port"))
        .isEqualTo(spec.at("/podTemplate/spec/containers/0/ports/0/name"));
  }

  @Test
  void theJobReachesItsBrokers() throws IOException {
    Set<String> clusters = new TreeSet<>();
    List<JsonNode> ofStrimzi = new ArrayList<>(users);
    ofStrimzi.addAll(YamlFile.readAll("kubernetes/kafka-topics.yaml"));
    ofStrimzi.forEach(resource -> clusters.addAll(resource.findValuesAsText("strimzi.io/cluster")));
    assertThat(clusters).hasSize(1);
    String cluster = clusters.iterator().next();
    JsonNode egress = policies.get(0).at("/spec/egress/1");
    assertThat(egress.findValuesAsText("strimzi.io/name")).containsExactly(cluster + "-kafka");
    List<String> arguments = new ArrayList<>();
    deployment.at("/spec/job/args").forEach(argument -> arguments.add(argument.asText()));
    assertThat(arguments)
        .contains(
            "--bootstrap-servers=%s-kafka-bootstrap:%s"
                .formatted(cluster, egress.findValue("port").asText()));
    // The secrets that Strimzi writes: the cluster's certificate authority, and one per user with
    // the user's name.
    assertThat(deployment.at("/spec/podTemplate").findValuesAsText("secretName"))
        .containsExactly(cluster + "-cluster-ca-cert", name(users.get(0)));
  }

  @Test
  void onlyThePublisherWritesModels() throws IOException {
    Set<String> topics = new TreeSet<>();
    YamlFile.readAll("kubernetes/kafka-topics.yaml").forEach(topic -> topics.add(name(topic)));
    Set<String> writers = new TreeSet<>();
    for (JsonNode user : users) {
      for (JsonNode rule : user.at("/spec/authorization/acls")) {
        String resource = rule.at("/resource/name").asText();
        if (rule.at("/resource/type").asText().equals("topic")) {
          assertThat(topics).contains(resource);
        }
        rule.path("operations")
            .forEach(
                operation -> {
                  if (resource.equals("models") && operation.asText().equals("Write")) {
                    writers.add(name(user));
                  }
                });
      }
    }
    assertThat(writers).containsExactly("model-publisher");
  }
}
