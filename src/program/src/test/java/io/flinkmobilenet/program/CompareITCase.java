package io.flinkmobilenet.program;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.flinkmobilenet.embedded.EmbeddedKafka;
import io.flinkmobilenet.event.ClassProbability;
import io.flinkmobilenet.event.Decision;
import io.flinkmobilenet.event.EventCodec;
import io.flinkmobilenet.event.ModelVersion;
import io.flinkmobilenet.event.Prediction;
import io.flinkmobilenet.event.RecordOrigin;
import io.flinkmobilenet.event.Scores;
import io.flinkmobilenet.event.ShadowPrediction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareITCase {
  private static EmbeddedKafka kafka;
  @TempDir private Path folder;

  @BeforeAll
  static void start() throws Exception {
    kafka = EmbeddedKafka.startEmpty();
    List.of("compared", "plain", "images").forEach(it -> kafka.createTopic(it, 1, Map.of()));
    send("compared", prediction("1", "1", "stop", shadow("2", "stop")));
    send("compared", prediction("2", "1", "stop", shadow("2", "yield")));
    // The other model answers here, and the pair is the same.
    send("compared", prediction("3", "2", "yield", shadow("1", "stop")));
    send("compared", prediction("4", "1", "yield", shadow("2", "stop")));
    send("compared", prediction("5", "1", "stop"));
    send("compared", prediction("6", "1", "stop", failed("3")));
    Prediction activated = prediction("1", "1", "stop");
    activated.setDeployment(null);
    activated.setDecision(Decision.CLASSIFIED);
    send("plain", activated);
  }

  @AfterAll
  static void stop() {
    kafka.close();
  }

  @Test
  void countsAgreementAndWhatIsConfused() {
    Invocation run = run("model", "compare", "--topic=compared");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.json()).hasSize(1);
    JsonNode pair = run.json().get(0);
    assertThat(pair.get("first").asText()).isEqualTo("signs/1");
    assertThat(pair.get("second").asText()).isEqualTo("signs/2");
    assertThat(pair.get("images").asLong()).isEqualTo(4);
    assertThat(pair.get("same").asLong()).isEqualTo(1);
    assertThat(pair.get("agreement").asDouble()).isEqualTo(0.25);
    assertThat(pair.get("differences"))
        .extracting(it -> it.get("first").asText() + "-" + it.get("second").asText())
        .containsExactly("stop-yield", "yield-stop");
    assertThat(pair.get("differences").get(0).get("images").asLong()).isEqualTo(2);
    Invocation table = run("model", "compare", "--topic=compared", "--format=table");
    assertThat(table.out()).contains("0.2500").contains("shadows without an answer: 1");
  }

  @Test
  void stopsAfterSoManyRecords() {
    Invocation run = run("model", "compare", "--topic=compared", "--max=1");
    assertThat(run.json().get(0).get("agreement").asDouble()).isEqualTo(1);
  }

  @Test
  void writesThePicturesOnWhichModelsDiffer() throws Exception {
    Path page = folder.resolve("page.html");
    Invocation run = run("model", "compare", "--topic=compared", "--html=" + page);
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(Files.readString(page))
        .contains("3 images", "<bdi>image 2</bdi>", "<bdi>image 3</bdi>", "<bdi>image 4</bdi>")
        .contains("<bdi>signs/2</bdi>: <bdi>yield 50.0 %</bdi>")
        .doesNotContain("<bdi>image 1</bdi>");
  }

  @Test
  void saysThatThereAreNoShadows() {
    Invocation run = run("model", "compare", "--topic=plain", "--timeout=1s");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .contains("topic plain: expected predictions with shadows, found none in 1 records");
  }

  @Test
  void consumeShowsWhatADeploymentDecided() {
    Invocation deployed = run("consume", "--topic=compared", "--max=2", "--format=table");
    assertThat(deployed.out().lines().findFirst().orElseThrow())
        .contains("deployment", "route", "variant", "stage", "decision", "shadows");
    assertThat(deployed.out()).contains("berlin", "cameras", "canary", "UNKNOWN", "signs/2: yield");
    Invocation plain = run("consume", "--topic=plain", "--max=1", "--format=table");
    assertThat(plain.out()).contains("image", "probability").doesNotContain("deployment", "route");
    JsonNode json = run("consume", "--topic=compared", "--max=2").json().get(1);
    assertThat(json.get("deployment").asText()).isEqualTo("berlin");
    assertThat(json.get("shadows").get(0).get("model").get("version").asText()).isEqualTo("2");
  }

  private static Prediction prediction(
      String id, String version, String label, ShadowPrediction... shadows) {
    return new Prediction(
        "image " + id,
        null,
        Instant.EPOCH,
        Instant.EPOCH,
        model(version),
        classes(label),
        null,
        new RecordOrigin("images", 0, 5L),
        Scores.SOFTMAX,
        "berlin",
        2L,
        "cameras",
        "canary",
        0,
        Decision.UNKNOWN,
        List.of(shadows),
        null,
        null);
  }

  private static ModelVersion model(String version) {
    return new ModelVersion("signs", version, "d".repeat(64));
  }

  private static List<ClassProbability> classes(String label) {
    return List.of(new ClassProbability(1, label, 0.5f));
  }

  private static ShadowPrediction shadow(String version, String label) {
    return new ShadowPrediction(model(version), classes(label), null);
  }

  private static ShadowPrediction failed(String version) {
    return new ShadowPrediction(model(version), List.of(), "not loaded");
  }

  private static void send(String topic, Prediction prediction) {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer.send(
          new ProducerRecord<>(topic, EventCodec.of(Prediction.class).encode(prediction)));
    }
  }

  private static Invocation run(String... arguments) {
    String[] all = Arrays.copyOf(arguments, arguments.length + 1);
    all[arguments.length] = "--bootstrap-servers=" + kafka.bootstrapServers();
    return Invocation.of(all);
  }
}
