package io.flinkmobilenet.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A reader that accepts everything would make all other tests here worthless. */
class ResourceReaderTest {
  private static final String DEPLOYMENT =
      """
      apiVersion: flink.apache.org/v1beta1
      kind: FlinkDeployment
      metadata: { name: a }
      spec:
        flinkConfiguration: { a: "1" }
        podTemplate:
          spec:
            containers: [{ name: main, ports: [{ containerPort: 1 }] }]
        jobManager: { resource: { cpu: 1, memory: 1g } }
        job: { parallelism: 2, args: [--a], upgradeMode: savepoint }
      """;

  private static ResourceReader read(String text) throws Exception {
    ResourceReader reader = new ResourceReader();
    reader.read(YamlFile.parse(text).get(0));
    return reader;
  }

  @Test
  void takesWhatIsRight() throws Exception {
    assertThat(read(DEPLOYMENT).misfits()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "v1beta1                | v1                      | FlinkDeployment.apiVersion: expected",
        "flinkConfiguration     | flinkconfiguration      |"
            + " FlinkDeployment.spec.flinkconfiguration: no such field",
        "a: \"1\"               | a: 1                    |"
            + " FlinkDeployment.spec.flinkConfiguration.a: expected String",
        "containerPort: 1       | containerport: 1        | containers[0].ports[0].containerport:"
            + " no such field",
        "containerPort: 1       | containerPort: \"1\"    | ports[0].containerPort: expected"
            + " Integer",
        "resource: {            | resource: { disk: 1g,   |"
            + " FlinkDeployment.spec.jobManager.resource.disk: no such field",
        "parallelism: 2         | parallelism: \"2\"      | FlinkDeployment.spec.job.parallelism:"
            + " expected Integer",
      })
  void tellsWhatIsWrong(String right, String wrong, String message) throws Exception {
    assertThat(DEPLOYMENT).contains(right);
    assertThat(read(DEPLOYMENT.replace(right, wrong)).misfits())
        .singleElement()
        .asString()
        .contains(message);
  }

  @Test
  void refusesOtherKindsAndValuesThatNoClassHas() {
    assertThatThrownBy(() -> read("kind: Deployment")).hasMessageContaining("found Deployment");
    assertThatThrownBy(() -> read(DEPLOYMENT.replace("savepoint", "sometimes")))
        .hasMessageContaining("UpgradeMode");
  }
}
