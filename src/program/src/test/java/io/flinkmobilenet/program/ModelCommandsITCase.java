package io.flinkmobilenet.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.flinkmobilenet.embedded.EmbeddedKafka;
import io.flinkmobilenet.event.EventCodec;
import io.flinkmobilenet.event.ModelState;
import io.flinkmobilenet.event.ModelStatus;
import io.flinkmobilenet.kafka.KafkaProperties;
import io.flinkmobilenet.model.TestModels;
import io.flinkmobilenet.protocol.Manifest;
import io.flinkmobilenet.protocol.ModelListing;
import io.flinkmobilenet.protocol.ModelRequest;
import io.flinkmobilenet.protocol.client.ModelRegistry;
import io.flinkmobilenet.protocol.signing.TrustedKeys;
import io.flinkmobilenet.stream.config.JobConfig;
import io.flinkmobilenet.stream.kafka.TopicLayout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

class ModelCommandsITCase {
  private static EmbeddedKafka kafka;
  @TempDir private static Path folder;

  private String models;

  @BeforeAll
  static void start() throws Exception {
    kafka = EmbeddedKafka.start(TopicLayout.onOneBroker(1).all());
    TestModels.writeDirectory(folder.resolve("a"), 1, 32, 10);
    TestModels.writeDirectory(folder.resolve("b"), 2, 32, 10);
  }

  @AfterAll
  static void stop() {
    kafka.close();
  }

  @BeforeEach
  void createTopic(TestInfo test) {
    models = "models-" + test.getTestMethod().orElseThrow().getName();
    kafka.createTopic(models, 1, Map.of("cleanup.policy", "compact"));
  }

  @Test
  void saysWhatToDoWhereNoModelIsActive() {
    assertThat(run("model", "list").err())
        .startsWith("mobilenet: no model is active: publish one: mobilenet model publish MODEL");
    assertThat(publish("a", "--name=pets", "--version=1").exitCode()).isZero();
    assertThat(run("model", "list").err())
        .startsWith("mobilenet: no model is active: activate one: mobilenet model activate");
    assertThat(run("model", "activate", "--name=pets", "--version=1").exitCode()).isZero();
    Invocation list = run("model", "list");
    assertThat(list.exitCode()).isZero();
    assertThat(list.err())
        .contains(
            "no model is active: activation of model pets/1 with epoch 1 is requested, but no job"
                + " has loaded it")
        .contains("if none is running, start one: mobilenet submit");
  }

  /** The topics may have been deleted and created again while the job kept running. */
  @Test
  void saysToActivateAgainWhereTheJobKnowsAHigherEpoch() {
    assertThat(publish("a", "--name=pets", "--version=1", "--activate").exitCode()).isZero();
    String states = models + "-status";
    kafka.createTopic(states, 1, Map.of("cleanup.policy", "compact"));
    String option = "--status-topic=" + states;

    send(
        states,
        new ModelStatus("pets", "1", "", ModelState.REJECTED, "no", Instant.EPOCH, 1L, null));
    assertThat(run("model", "list", option).err())
        .contains(
            "no model is active: activation of model pets/1 with epoch 1 is requested, but the job"
                + " rejected model pets/1: no");

    send(
        states,
        new ModelStatus("pets", "1", "", ModelState.REJECTED, "ignored", Instant.EPOCH, 5L, null));
    assertThat(run("model", "list", option).err())
        .contains("pets/1 with epoch 1 is requested, but the job knows a request with epoch 5")
        .contains("activate or deploy again")
        .doesNotContain("mobilenet submit", "no model is active");
    Invocation again = run("model", "activate", option, "--name=pets", "--version=1");
    assertThat(again.json().get(0).get("epoch").asLong()).isEqualTo(6);
  }

  @Test
  void publishesActivatesAndLists() {
    Invocation first = publish("a", "--name=pets", "--version=1", "--activate");
    assertThat(first.exitCode()).as(first.err()).isZero();
    assertThat(first.json().get(0).get("epoch").asLong()).isEqualTo(1);
    Invocation second = publish("b", "--name=pets", "--version=2");
    assertThat(second.json().get(0).get("epoch").isNull()).isTrue();
    assertThat(wanted()).containsExactly(true, false);

    Invocation activation = run("model", "activate", "--name=pets", "--version=2");
    assertThat(activation.exitCode()).as(activation.err()).isZero();
    assertThat(activation.json().get(0).get("epoch").asLong()).isEqualTo(2);
    assertThat(wanted()).containsExactly(false, true);
  }

  private static String[] keys(String name) throws IOException {
    Path keys = folder.resolve(name);
    Invocation run = Invocation.of("model", "keygen", "--out=" + keys);
    assertThat(run.exitCode()).as(run.err()).isZero();
    return new String[] {
      run.json().get(0).get("key").asText(), "--key=" + keys.resolve("model-signing.key")
    };
  }

  @Test
  void signsWhatItPublishesAndActivates() throws Exception {
    String[] key = keys("keys");
    Invocation first = publish("a", "--name=pets", "--version=1", "--activate", key[1]);
    assertThat(first.exitCode()).as(first.err()).isZero();
    assertThat(first.json().get(0).get("signedBy").asText()).isEqualTo(key[0]);
    assertThat(publish("a", "--name=pets", "--version=2").exitCode()).isZero();
    assertThat(run("model", "list").json())
        .extracting(line -> line.get("signedBy").asText(null))
        .containsExactly(key[0], null);
    Invocation activation = run("model", "activate", "--name=pets", "--version=2", key[1]);
    assertThat(activation.exitCode()).as(activation.err()).isZero();

    TrustedKeys trusted =
        JobConfig.parse("--trusted-keys=" + folder.resolve("keys/model-signing.pub")).trustedKeys();
    ModelListing listing =
        ModelRegistry.of(
                new KafkaProperties(kafka.bootstrapServers(), Map.of()), models, "model-status")
            .list();
    ModelRequest request = listing.request().orElseThrow();
    assertThat(request.epoch()).isEqualTo(2);
    assertThat(trusted.objection(request.signedBytes(), request.signature())).isEmpty();
    Manifest manifest = listing.manifests().get(0);
    assertThat(trusted.objection(manifest.signedBytes(), manifest.signature())).isEmpty();
  }

  @Test
  void publishesWithASignatureThatWasMadeElsewhere() throws Exception {
    String[] key = keys("offline");
    Path file = folder.resolve("pets.sig");
    String model = "" + folder.resolve("a");
    Invocation sign =
        Invocation.of(
            "model",
            "sign",
            model,
            "--name=pets",
            "--version=1",
            key[1],
            "--out=" + file,
            "--epoch=3");
    assertThat(sign.exitCode()).as(sign.err()).isZero();
    String signature = "--signature=" + file;
    Invocation run = publish("a", "--name=pets", "--version=1", signature, "--activate");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.json().get(0).get("epoch").asLong()).isEqualTo(3);
    assertThat(run.json().get(0).get("signedBy").asText()).isEqualTo(key[0]);

    Invocation again = publish("a", "--name=pets", "--version=1", signature, "--activate");
    assertThat(again.exitCode()).isEqualTo(1);
    assertThat(again.err())
        .contains("expected an activation signed with epoch 4 or higher, found 3");
    Invocation other = publish("b", "--name=pets", "--version=1", signature);
    assertThat(other.exitCode()).isEqualTo(1);
    assertThat(other.err())
        .contains("digest: expected '" + TestModels.artifact(2, 32, 10).digest());
    Invocation both = publish("a", "--name=pets", "--version=1", signature, key[1]);
    assertThat(both.exitCode()).isEqualTo(2);
    Files.writeString(file, "[".repeat(100_000));
    assertThat(publish("a", "--name=pets", "--version=1", signature).err())
        .contains("pets.sig: expected JSON, found none");
  }

  @Test
  void keysAreTheirOwnersAloneAndNeverOverwritten() throws Exception {
    String[] key = keys("private");
    Path file = folder.resolve("private/model-signing.key");
    String before = Files.readString(file);
    Invocation again = Invocation.of("model", "keygen", "--out=" + folder.resolve("private"));
    assertThat(again.exitCode()).isEqualTo(1);
    assertThat(Files.readString(file)).isEqualTo(before);
    assumeTrue(Files.getFileStore(file).supportsFileAttributeView("posix"), "no POSIX rights here");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    Invocation open = publish("a", "--name=pets", "--version=1", key[1]);
    assertThat(open.exitCode()).isEqualTo(1);
    assertThat(open.err())
        .contains("expected a file that only its owner can access, found rw-r-----");
  }

  @Test
  void publishesTheSameAgainButNotAnother() {
    publish("a", "--name=pets", "--version=1");
    assertThat(publish("a", "--name=pets", "--version=1").exitCode()).isZero();
    Invocation other = publish("b", "--name=pets", "--version=1");
    assertThat(other.exitCode()).isEqualTo(1);
    assertThat(other.err())
        .contains(TestModels.artifact(1, 32, 10).digest())
        .contains(TestModels.artifact(2, 32, 10).digest());
  }

  @Test
  void activatesOnlyWhatIsThere() {
    publish("a", "--name=pets", "--version=1");
    Invocation run = run("model", "activate", "--name=pets", "--version=7");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("no model pets/7: it has pets/1");
  }

  /** The state after the topic of models was deleted and recreated while the job was running. */
  @Test
  void theEpochIsHigherThanThoseOfTopicAndJob() throws Exception {
    String states = models + "-status";
    String option = "--status-topic=" + states;
    assertThat(
            publish("a", "--name=pets", "--version=1", "--activate", option)
                .json()
                .get(0)
                .get("epoch")
                .asLong())
        .as("no status topic yet")
        .isEqualTo(1);
    kafka.createTopic(states, 1, Map.of("cleanup.policy", "compact"));
    send(states, new ModelStatus("pets", "1", "", ModelState.ACTIVE, "", Instant.EPOCH, 41L, null));
    send(
        states, new ModelStatus("pets", "1", "", ModelState.RECEIVED, "", Instant.EPOCH, 7L, null));
    send(
        states,
        new ModelStatus("cars", "1", "", ModelState.RECEIVED, "", Instant.EPOCH, null, null));

    Invocation activation = run("model", "activate", "--name=pets", "--version=1", option);
    assertThat(activation.exitCode()).as(activation.err()).isZero();
    assertThat(activation.json().get(0).get("epoch").asLong()).isEqualTo(42);
    assertThat(
            publish("a", "--name=pets", "--version=1", "--activate", option)
                .json()
                .get(0)
                .get("epoch")
                .asLong())
        .isEqualTo(43);

    String[] key = keys("rebuilt");
    Path file = folder.resolve("rebuilt.sig");
    Invocation sign =
        Invocation.of(
            "model",
            "sign",
            "" + folder.resolve("a"),
            "--name=pets",
            "--version=1",
            key[1],
            "--out=" + file,
            "--epoch=43");
    assertThat(sign.exitCode()).as(sign.err()).isZero();
    assertThat(
            publish("a", "--name=pets", "--version=1", "--signature=" + file, "--activate", option)
                .err())
        .contains("expected an activation signed with epoch 44 or higher, found 43");

    send(
        states,
        new ModelStatus(
            "pets", "1", "", ModelState.ACTIVE, "", Instant.EPOCH, Long.MAX_VALUE, null));
    assertThat(run("model", "activate", "--name=pets", "--version=1", option).err())
        .contains("topic " + states + ": no epoch can follow that of the last activation");
  }

  @Test
  void listsWhatTheJobSaysOfEach() {
    publish("a", "--name=pets", "--version=1");
    status(new ModelStatus("pets", "1", "", ModelState.RECEIVED, "", Instant.EPOCH, null, null));
    status(
        new ModelStatus(
            "pets", "1", "", ModelState.REJECTED, "wrong digest", Instant.EPOCH, null, null));
    JsonNode line = run("model", "list").json().get(0);
    assertThat(line.get("state").asText()).isEqualTo("REJECTED");
    assertThat(line.get("message").asText()).isEqualTo("wrong digest");
    assertThat(run("model", "list", "--format=table").out())
        .contains("pets")
        .contains("REJECTED")
        .contains(TestModels.artifact(1, 32, 10).digest().substring(0, 12));
  }

  @Test
  void removesAModelAndThoseOfItsChunksThatNoOtherHas() {
    publish("a", "--name=pets", "--version=1");
    publish("b", "--name=pets", "--version=2", "--activate");
    publish("a", "--name=pets", "--version=3");

    assertThat(run("model", "remove", "--name=pets", "--version=1").exitCode()).isZero();
    assertThat(versions()).containsExactly("2", "3");
    assertThat(tombstones()).containsExactly("manifest/pets/1");

    Invocation activeModel = run("model", "remove", "--name=pets", "--version=2");
    assertThat(activeModel.exitCode()).isEqualTo(1);
    assertThat(activeModel.err()).contains("is active");
    assertThat(run("model", "remove", "--name=pets", "--version=1").err()).contains("no model");

    assertThat(run("model", "remove", "--name=pets", "--version=3").exitCode()).isZero();
    assertThat(tombstones())
        .contains("manifest/pets/3")
        .anyMatch(key -> key.startsWith("chunk/"))
        .noneMatch(key -> key.equals("manifest/pets/2"));
  }

  @Test
  void keepsTheNewestAndTheActiveModel() {
    publish("a", "--name=pets", "--version=1", "--activate");
    publish("b", "--name=pets", "--version=2");
    publish("b", "--name=pets", "--version=3");
    Invocation last = publish("b", "--name=pets", "--version=4", "--keep=2");
    assertThat(last.json().get(0).get("removed"))
        .extracting(JsonNode::asText)
        .containsExactly("pets/2");
    assertThat(versions()).containsExactly("1", "3", "4");
    assertThat(publish("b", "--name=pets", "--version=5", "--keep=0").exitCode()).isEqualTo(2);
  }

  private List<String> versions() {
    return run("model", "list").json().stream()
        .map(model -> model.get("version").asText())
        .toList();
  }

  /** Keys of the topic's records that have no value. */
  private List<String> tombstones() {
    List<String> keys = new ArrayList<>();
    TopicPartition partition = new TopicPartition(models, 0);
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      while (consumer.position(partition) < end) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
          if (record.value() == null) {
            keys.add(record.key());
          }
        }
      }
    }
    return keys;
  }

  @Test
  void refusesATopicWithMorePartitions() {
    kafka.createTopic("wide", 2, Map.of());
    Invocation run = run("model", "list", "--models-topic=wide");
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err()).contains("expected 1 partition, found 2");
  }

  private List<Boolean> wanted() {
    return run("model", "list").json().stream()
        .map(line -> line.get("wanted").asBoolean())
        .toList();
  }

  private Invocation publish(String model, String... options) {
    List<String> all = new ArrayList<>(List.of("model", "publish", "" + folder.resolve(model)));
    all.addAll(List.of(options));
    return run(all.toArray(String[]::new));
  }

  private Invocation run(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--bootstrap-servers=" + kafka.bootstrapServers());
    if (all.stream().noneMatch(argument -> argument.startsWith("--models-topic"))) {
      all.add("--models-topic=" + models);
    }
    return Invocation.of(all.toArray(String[]::new));
  }

  private static void status(ModelStatus status) {
    send("model-status", status);
  }

  private static void send(String topic, ModelStatus status) {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer.send(
          new ProducerRecord<>(
              topic,
              (status.getName() + "/" + status.getVersion()).getBytes(StandardCharsets.UTF_8),
              EventCodec.of(ModelStatus.class).encode(status)));
    }
  }
}
