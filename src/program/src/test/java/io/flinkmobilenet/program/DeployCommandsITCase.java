package io.flinkmobilenet.program;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.flinkmobilenet.embedded.EmbeddedKafka;
import io.flinkmobilenet.event.EventCodec;
import io.flinkmobilenet.event.ModelDecision;
import io.flinkmobilenet.event.ModelState;
import io.flinkmobilenet.event.ModelStatus;
import io.flinkmobilenet.event.RolloutAction;
import io.flinkmobilenet.kafka.KafkaProperties;
import io.flinkmobilenet.model.TestModels;
import io.flinkmobilenet.protocol.DecisionRecord;
import io.flinkmobilenet.protocol.Deployment;
import io.flinkmobilenet.protocol.ModelRequest;
import io.flinkmobilenet.protocol.Rollout;
import io.flinkmobilenet.protocol.client.ModelRegistry;
import io.flinkmobilenet.protocol.signing.TrustedKeys;
import io.flinkmobilenet.stream.config.JobConfig;
import io.flinkmobilenet.stream.kafka.TopicLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

class DeployCommandsITCase {
  private static EmbeddedKafka kafka;
  @TempDir private static Path folder;

  private final Set<String> topics = new HashSet<>();
  private String models;

  @BeforeAll
  static void start() throws Exception {
    kafka = EmbeddedKafka.start(TopicLayout.onOneBroker(1).all());
    TestModels.writeDirectory(folder.resolve("a"), 1, 32, 10);
  }

  @AfterAll
  static void stop() {
    kafka.close();
  }

  @BeforeEach
  void createTopics(TestInfo test) {
    models = "models-" + test.getTestMethod().orElseThrow().getName();
    kafka.createTopic(models, 1, Map.of("cleanup.policy", "compact"));
    kafka.createTopic(models + "-status", 1, Map.of("cleanup.policy", "compact"));
  }

  @Test
  void deploysAFileWhoseModelsExist() throws Exception {
    publish("1");
    Path file = folder.resolve("two.yaml");
    Files.writeString(
        file,
        """
        name: two
        routes:
        - name: cameras
          when: {source: cam-*}
          variants: [{model: pets:1}, {model: pets:2, share: 5%}]
        - name: rest
          variants: [{model: pets:1}]
        """);
    Invocation missing = run("model", "deploy", "" + file);
    assertThat(missing.exitCode()).isEqualTo(1);
    assertThat(missing.err()).contains("has no model pets/2: it has pets/1");

    publish("2");
    activate("1");
    Invocation dry = run("model", "deploy", "" + file, "--dry-run", "--format=table");
    assertThat(dry.exitCode()).as(dry.err()).isZero();
    assertThat(dry.out().lines())
        .contains("+ name: two", "+     source: cam-*", "+     model: pets:2")
        .anyMatch(line -> line.equals("- - name: all") || line.equals("+ - name: rest"));
    assertThat(inForce().epoch()).isEqualTo(1);

    Invocation deployed = run("model", "deploy", "" + file);
    assertThat(deployed.exitCode()).as(deployed.err()).isZero();
    assertThat(deployed.json().get(0).get("epoch").asLong()).isEqualTo(2);
    assertThat(inForce().models()).hasSize(2);
    assertThat(run("model", "deploy", "" + file, "--dry-run", "--format=table").out())
        .startsWith("no difference to what is in force");
    assertThat(run("model", "list").json())
        .extracting(line -> line.get("wanted").asBoolean())
        .containsExactly(true, true);
    Invocation canary = run("model", "deploy", "pets:2", "--canary=5%");
    assertThat(canary.exitCode()).isEqualTo(1);
    assertThat(canary.err())
        .contains("deployment two: expected one variant for all images, found 2 routes");
  }

  @Test
  void aMistakeInAFileIsReportedWithItsPlace() throws Exception {
    Path file = folder.resolve("wrong.yaml");
    Files.writeString(file, "name: a\nroutes:\n- variants: [{model: pets:1, share: many}]\n");
    Invocation run = run("model", "deploy", "" + file);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .contains(
            "wrong.yaml: line 3, column 30: routes[0].variants[0].share: expected a percentage");
    assertThat(run("model", "deploy", "" + folder.resolve("none.yaml")).err())
        .contains("none.yaml: no such file");
    assertThat(run("model", "deploy", "" + file, "--canary=5%").exitCode()).isEqualTo(2);
  }

  @Test
  void aCanaryStandsBesideTheModelInForce() {
    publish("1");
    publish("2");
    Invocation none = run("model", "deploy", "pets:2", "--canary=5%");
    assertThat(none.exitCode()).isEqualTo(1);
    assertThat(none.err()).contains("expected a model in force, found none");
    activate("1");
    assertThat(run("model", "deploy", "pets:2").exitCode()).isEqualTo(2);
    assertThat(run("model", "deploy", "pets:2", "--canary=much").exitCode()).isEqualTo(2);
    Invocation guarded =
        run(
            "model",
            "deploy",
            "pets:2",
            "--steps=1%,100%",
            "--images-per-step=50",
            "--guard=disagreement: {above: 2%, sample: 20, confidence: 99%}");
    assertThat(guarded.exitCode()).isEqualTo(1);
    assertThat(guarded.err()).contains("expected a model of the other variant as shadow");

    Invocation deployed =
        run("model", "deploy", "pets:2", "--canary=5%", "--shadow=pets:2=10%", "--name=first");
    assertThat(deployed.exitCode()).as(deployed.err()).isZero();
    Deployment deployment = (Deployment) inForce();
    assertThat(deployment.name()).isEqualTo("first");
    assertThat(deployment.routes().get(0).variants())
        .extracting(variant -> variant.stages().get(0).model().version() + " " + variant.share())
        .containsExactly("1 950000", "2 50000");
    assertThat(deployment.routes().get(0).shadows().get(0).share()).isEqualTo(100_000);

    Invocation again = run("model", "deploy", "pets:2", "--canary=10%");
    assertThat(again.exitCode()).isEqualTo(1);
    assertThat(again.err()).contains("expected one variant for all images, found 2 variants");
  }

  @Test
  void pausesAndResumesWhereTheJobHasArrived() {
    rollout();
    decide(RolloutAction.ADVANCE, 2, 1, 1, 50_000);
    assertThat(run("model", "pause").exitCode()).isZero();
    Rollout paused = inForce().plan().orElseThrow();
    assertThat(paused.paused()).isTrue();
    assertThat(paused.firstStep()).isEqualTo(1);
    assertThat(inForce().epoch()).isEqualTo(3);
    Invocation twice = run("model", "pause");
    assertThat(twice.exitCode()).isEqualTo(1);
    assertThat(twice.err()).contains("found one that is paused already");

    assertThat(run("model", "resume").exitCode()).isZero();
    Rollout resumed = inForce().plan().orElseThrow();
    assertThat(resumed.paused()).isFalse();
    assertThat(resumed.firstStep()).isEqualTo(1);
    assertThat(((Deployment) inForce()).previous().name()).isEmpty();

    decide(RolloutAction.ROLL_BACK, 4, 1, -1, 0);
    assertThat(run("model", "pause").err()).contains("found that it was rolled back");
  }

  @Test
  void theCanaryOfACompleteRolloutIsTheModelInForce() {
    rollout();
    publish("3");
    assertThat(run("model", "deploy", "pets:3", "--canary=1%").err())
        .contains("expected one variant for all images, found 2 variants");
    decide(RolloutAction.COMPLETE, 2, 1, 2, 1_000_000);
    Invocation next = run("model", "deploy", "pets:3", "--canary=1%");
    assertThat(next.exitCode()).as(next.err()).isZero();
    assertThat(inForce().models()).extracting(Object::toString).containsExactly("pets/2", "pets/3");
  }

  @Test
  void goesBackToWhatWasBefore() {
    rollout();
    Invocation remove = run("model", "remove", "--name=pets", "--version=1");
    assertThat(remove.exitCode()).isEqualTo(1);
    decide(RolloutAction.COMPLETE, 2, 1, 2, 1_000_000);
    publish("3");
    assertThat(run("model", "deploy", "pets:3", "--canary=50%", "--name=next").exitCode()).isZero();
    assertThat(run("model", "remove", "--name=pets", "--version=1").err())
        .contains("model pets/1 was in force before: going back from deployment next with epoch 3");
    assertThat(publish("4", "--keep=1").exitCode()).isZero();
    assertThat(run("model", "list").json()).hasSize(4);

    assertThat(run("model", "rollback").exitCode()).isZero();
    Deployment back = (Deployment) inForce();
    assertThat(back.epoch()).isEqualTo(4);
    assertThat(back.name()).isEqualTo("pets");
    assertThat(back.plan()).isEmpty();
    assertThat(back.routes().get(0).variants())
        .extracting(variant -> variant.share())
        .containsExactly(0, 1_000_000);
    assertThat(run("model", "rollback").exitCode()).isZero();
    assertThat(inForce().deploymentName()).contains("next");
  }

  /** Two rejected deployments in a row do not hide the one that the job is still using. */
  @Test
  void aDeploymentThatTookNoEffectIsNotWhatWasInForce() {
    rollout();
    status("pets", "2", ModelState.ACTIVE, "in force", "pets");
    status("pets", "1", ModelState.ACTIVE, "active", null);
    publish("3");
    decide(RolloutAction.COMPLETE, 2, 1, 2, 1_000_000);
    for (int epoch = 3; epoch <= 4; epoch++) {
      Invocation run = run("model", "deploy", "pets:3", "--canary=50%", "--name=wrong");
      assertThat(run.exitCode()).as(run.err()).isZero();
      status("wrong", "" + epoch, ModelState.REJECTED, "too large", "wrong");
    }
    assertThat(run("model", "deployment", "--format=table").out())
        .startsWith(
            "# deployment wrong with epoch 4: REJECTED, too large\n# it has not taken effect; in force is still\nname: pets\n")
        .contains("# requested is\n# name: wrong\n");
    JsonNode json = run("model", "deployment").json().get(0);
    assertThat(json.get("deployment").get("name").asText()).isEqualTo("wrong");
    assertThat(json.get("inForce").get("name").asText()).isEqualTo("pets");
    assertThat(run("model", "remove", "--name=pets", "--version=1").err())
        .contains("pets/1 is active in the job");

    assertThat(run("model", "rollback").exitCode()).isZero();
    assertThat(inForce().deploymentName()).contains("pets");
    assertThat(inForce().models()).extracting(Object::toString).containsExactly("pets/1", "pets/2");
  }

  private void status(
      String name, String version, ModelState state, String message, String deployment) {
    send(
        models + "-status",
        name + "/" + version + "/" + deployment,
        new ModelStatus(name, version, "", state, message, Instant.EPOCH, 2L, deployment));
  }

  @Test
  void goesBackToAnActivation() {
    rollout();
    Invocation back = run("model", "rollback", "--format=table");
    assertThat(back.exitCode()).as(back.err()).isZero();
    assertThat(back.out()).startsWith("activated pets/1 with epoch 3");
    Invocation none = run("model", "rollback");
    assertThat(none.exitCode()).isEqualTo(1);
    assertThat(none.err()).contains("found activation of model pets/1 with epoch 3");
    assertThat(run("model", "pause").err()).contains("expected a deployment with a rollout");
  }

  @Test
  void printsWhatIsInForceAsAFileThatCanBeDeployed() throws Exception {
    rollout();
    assertThat(run("model", "deployment", "--format=table").out())
        .startsWith("# deployment pets with epoch 2: no status from a job yet");
    send(
        models + "-status",
        "pets/2",
        new ModelStatus(
            "pets", "2", "", ModelState.ACTIVE, "takes all", Instant.EPOCH, 2L, "pets"));
    decide(RolloutAction.ADVANCE, 2, 1, 1, 50_000);
    Invocation table = run("model", "deployment", "--format=table");
    assertThat(table.exitCode()).as(table.err()).isZero();
    assertThat(table.out())
        .startsWith(
            "# deployment pets with epoch 2: ACTIVE, takes all\n# rollout: step 2 of 3: the canary has 5 %\nname: pets\n")
        .contains("ADVANCE", "5 %", "enough images");
    JsonNode json = run("model", "deployment").json().get(0);
    assertThat(json.get("state").asText()).isEqualTo("ACTIVE");
    assertThat(json.get("deployment").get("rollout").get("steps").get(1).asText()).isEqualTo("5%");
    assertThat(json.get("decisions").get(0).get("action").asText()).isEqualTo("ADVANCE");

    Path file = folder.resolve("printed.yaml");
    Files.writeString(file, table.out().substring(0, table.out().indexOf("\n\n") + 1));
    assertThat(run("model", "deploy", "" + file, "--dry-run", "--format=table").out())
        .startsWith("no difference");
  }

  @Test
  void signsWhatItDeploys() throws Exception {
    publish("1");
    publish("2");
    activate("1");
    Path keys = folder.resolve("keys");
    assertThat(Invocation.of("model", "keygen", "--out=" + keys).exitCode()).isZero();
    Invocation run =
        run(
            "model",
            "deploy",
            "pets:2",
            "--canary=5%",
            "--key=" + keys.resolve("model-signing.key"));
    assertThat(run.exitCode()).as(run.err()).isZero();
    TrustedKeys trusted =
        JobConfig.parse("--trusted-keys=" + keys.resolve("model-signing.pub")).trustedKeys();
    ModelRequest request = inForce();
    assertThat(trusted.objection(request.signedBytes(), request.signature())).isEmpty();
  }

  /** Models 1 and 2, and a deployment with epoch 2 that raises the share of model 2. */
  private void rollout() {
    publish("1");
    publish("2");
    activate("1");
    Invocation run =
        run(
            "model",
            "deploy",
            "pets:2",
            "--steps=1%,5%,100%",
            "--images-per-step=50",
            "--guard=unknown: {above-stable: 2%, sample: 20, confidence: 99%}");
    assertThat(run.exitCode()).as(run.err()).isZero();
  }

  private void decide(RolloutAction action, long epoch, long sequence, int step, int share) {
    ModelDecision decision =
        new ModelDecision(
            "pets",
            epoch,
            sequence,
            action,
            step,
            share,
            "enough images",
            List.of(),
            Instant.EPOCH);
    String topic = models + "-decisions";
    if (topics.add(topic)) {
      kafka.createTopic(topic, 1, Map.of("cleanup.policy", "compact"));
    }
    send(topic, new String(DecisionRecord.key(decision), StandardCharsets.UTF_8), decision);
  }

  @SuppressWarnings("unchecked") // An event's class is that of the events its codec writes.
  private static void send(String topic, String key, SpecificRecord event) {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer.send(
          new ProducerRecord<>(
              topic,
              key.getBytes(StandardCharsets.UTF_8),
              EventCodec.of((Class<SpecificRecord>) event.getClass()).encode(event)));
    }
  }

  private ModelRequest inForce() {
    try {
      return ModelRegistry.of(
              new KafkaProperties(kafka.bootstrapServers(), Map.of()), models, models + "-status")
          .list()
          .request()
          .orElseThrow();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private Invocation publish(String version, String... options) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "model",
                "publish",
                "" + folder.resolve("a"),
                "--name=pets",
                "--version=" + version));
    all.addAll(List.of(options));
    Invocation run = run(all.toArray(String[]::new));
    assertThat(run.exitCode()).as(run.err()).isZero();
    return run;
  }

  private void activate(String version) {
    assertThat(run("model", "activate", "--name=pets", "--version=" + version).exitCode()).isZero();
  }

  private Invocation run(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--bootstrap-servers=" + kafka.bootstrapServers());
    all.add("--models-topic=" + models);
    all.add("--status-topic=" + models + "-status");
    if (List.of("deploy", "deployment", "pause", "resume", "rollback").contains(arguments[1])) {
      all.add("--decisions-topic=" + models + "-decisions");
    }
    return Invocation.of(all.toArray(String[]::new));
  }
}
