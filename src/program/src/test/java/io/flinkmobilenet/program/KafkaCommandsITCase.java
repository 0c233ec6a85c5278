package io.flinkmobilenet.program;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.flinkmobilenet.embedded.EmbeddedKafka;
import io.flinkmobilenet.event.ClassProbability;
import io.flinkmobilenet.event.Decision;
import io.flinkmobilenet.event.EventCodec;
import io.flinkmobilenet.event.ImageEvent;
import io.flinkmobilenet.event.ModelState;
import io.flinkmobilenet.event.ModelStatus;
import io.flinkmobilenet.event.ModelVersion;
import io.flinkmobilenet.event.Prediction;
import io.flinkmobilenet.event.Reason;
import io.flinkmobilenet.event.RecordOrigin;
import io.flinkmobilenet.event.RejectedImage;
import io.flinkmobilenet.event.Scores;
import io.flinkmobilenet.event.Stage;
import io.flinkmobilenet.stream.TestPictures;
import io.flinkmobilenet.stream.kafka.TopicLayout;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaCommandsITCase {
  private static final Duration DEADLINE = Duration.ofSeconds(30);
  private static final RecordOrigin ORIGIN = new RecordOrigin("images", 1, 17L);

  private static EmbeddedKafka kafka;

  @TempDir private Path folder;

  @BeforeAll
  static void start() throws Exception {
    kafka = EmbeddedKafka.start(TopicLayout.onOneBroker(1).all());
  }

  @AfterAll
  static void stop() {
    kafka.close();
  }

  @Test
  void publishesImagesByTheirNames() throws Exception {
    kafka.createTopic("named", 1, Map.of());
    Files.createDirectory(folder.resolve("birds"));
    Files.writeString(folder.resolve("birds/owl.jpg"), "an owl");
    Files.writeString(folder.resolve("ant.jpg"), "an ant");

    Invocation run =
        run(
            "publish",
            "--images-topic=named",
            "--source=camera",
            "--id-prefix=p/",
            "--attribute=place=wood",
            "--repeat=2",
            "--all",
            folder.toString());

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.json().get(0).get("published").asInt()).isEqualTo(4);
    List<ImageEvent> events = PublishedImages.read(kafka.bootstrapServers(), "named", 4, DEADLINE);
    assertThat(events)
        .extracting(ImageEvent::getId)
        .containsExactly("p/ant.jpg", "p/birds/owl.jpg", "p/ant.jpg#2", "p/birds/owl.jpg#2");
    ImageEvent owl = events.get(1);
    assertThat(owl.getImage())
        .isEqualTo(ByteBuffer.wrap("an owl".getBytes(StandardCharsets.UTF_8)));
    assertThat(owl.getSource()).isEqualTo("camera");
    assertThat(owl.getAttributes()).isEqualTo(Map.of("place", "wood"));
    assertThat(owl.getCapturedAt().toEpochMilli())
        .isEqualTo(Files.getLastModifiedTime(folder.resolve("birds/owl.jpg")).toMillis());
  }

  @Test
  void saysThatNoModelIsActiveWhereNoPredictionComes() throws Exception {
    try (EmbeddedKafka fresh = EmbeddedKafka.start(TopicLayout.onOneBroker(1).all())) {
      String servers = "--bootstrap-servers=" + fresh.bootstrapServers();
      Invocation silent = Invocation.of("consume", "--timeout=100ms", servers);
      assertThat(silent.exitCode()).isZero();
      assertThat(silent.err())
          .contains("topic model-status reports no active model: mobilenet model publish MODEL");
      assertThat(Invocation.of("consume", "--rejected", "--timeout=100ms", servers).err())
          .isEmpty();
      for (ModelState state : List.of(ModelState.ACTIVE, ModelState.RETIRED)) {
        ModelStatus status =
            new ModelStatus(
                "a", "1", "d".repeat(64), state, "", Instant.ofEpochMilli(1), null, null);
        send(fresh, "model-status", EventCodec.of(ModelStatus.class).encode(status));
        String err = Invocation.of("consume", "--timeout=100ms", servers).err();
        assertThat(err.contains("no active model")).isEqualTo(state == ModelState.RETIRED);
      }
    }
  }

  private static void send(EmbeddedKafka kafka, String topic, byte[] value) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(topic, new byte[1], value)).get();
    }
  }

  @Test
  void makesTheTopicsThatAreNotThere() throws Exception {
    try (EmbeddedKafka empty = EmbeddedKafka.startEmpty()) {
      empty.createTopic("images", 1, Map.of());
      Invocation run =
          Invocation.of(
              "topics",
              "create",
              "--bootstrap-servers=" + empty.bootstrapServers(),
              "--partitions=3",
              "--status-topic=fate");

      assertThat(run.exitCode()).as(run.err()).isZero();
      assertThat(run.json())
          .extracting(line -> line.get("topic").asText() + " " + line.get("state").asText())
          .containsExactly(
              "images exists",
              "predictions created",
              "rejected-images created",
              "models created",
              "fate created",
              "model-decisions created");
      assertThat(run.err())
          .isEqualToIgnoringNewLines(
              "mobilenet: topic images: expected max.message.bytes of 21037056 or more, for images"
                  + " of 20971520 bytes, found 1048588; --raise sets it");
      try (Admin admin = Admin.create(Map.of("bootstrap.servers", empty.bootstrapServers()))) {
        Map<String, TopicDescription> topics =
            admin.describeTopics(List.of("predictions", "models")).allTopicNames().get();
        assertThat(topics.get("predictions").partitions()).hasSize(3);
        assertThat(topics.get("models").partitions()).hasSize(1);
        ConfigResource models = new ConfigResource(ConfigResource.Type.TOPIC, "models");
        assertThat(admin.describeConfigs(List.of(models)).all().get().get(models))
            .returns("compact", config -> config.get("cleanup.policy").value());
        assertThat(limit(admin, "images")).isEqualTo("1048588");
        assertThat(limit(admin, "rejected-images")).isEqualTo("21102592");
        Invocation raised =
            Invocation.of(
                "topics",
                "create",
                "--bootstrap-servers=" + empty.bootstrapServers(),
                "--max-image-bytes=40 mb",
                "--raise");
        assertThat(raised.exitCode()).as(raised.err()).isZero();
        assertThat(raised.err()).isEmpty();
        assertThat(raised.json())
            .extracting(line -> line.get("topic").asText() + " " + line.get("state").asText())
            .startsWith("images raised", "predictions exists", "rejected-images raised");
        assertThat(limit(admin, "images")).isEqualTo("" + ((40 << 20) + (64 << 10)));
        assertThat(limit(admin, "rejected-images")).isEqualTo("" + ((40 << 20) + (128 << 10)));
        Invocation smaller =
            Invocation.of(
                "topics",
                "create",
                "--bootstrap-servers=" + empty.bootstrapServers(),
                "--max-image-bytes=1000",
                "--raise");
        assertThat(smaller.err()).isEmpty();
        assertThat(limit(admin, "images"))
            .as("never lowered")
            .isEqualTo("" + ((40 << 20) + (64 << 10)));
      }
    }
  }

  private static String limit(Admin admin, String topic) throws Exception {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    return admin
        .describeConfigs(List.of(resource))
        .all()
        .get()
        .get(resource)
        .get("max.message.bytes")
        .value();
  }

  @Test
  void refusesSizesThatNoTopicTakes() {
    for (String size : List.of("0", "large", "3 gb", "-1")) {
      Invocation run = run("topics", "create", "--max-image-bytes=" + size);
      assertThat(run.exitCode()).as(size).isEqualTo(2);
      assertThat(run.err()).contains("expected a size such as 20mb, up to 2147352575 bytes");
    }
  }

  @Test
  void goesOnAfterImagesThatCannotBeSent() throws Exception {
    kafka.createTopic("small", 1, Map.of("max.message.bytes", "2000"));
    Path large = Files.write(folder.resolve("large.png"), new byte[3000]);
    Path small = Files.write(folder.resolve("small.png"), new byte[1000]);
    Path gone = folder.resolve("gone.png");

    Invocation run =
        run("publish", "--all", "--images-topic=small", "" + large, "" + gone, "" + small);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err().lines())
        .hasSize(2)
        .anyMatch(
            line ->
                line.endsWith(
                    "large.png: 3000 bytes are too many: topic small accepts records of"
                        + " 2000 bytes in total (max.message.bytes); run: mobilenet topics create"
                        + " --bootstrap-servers %s --images-topic small --max-image-bytes 1mb --raise"
                            .formatted(kafka.bootstrapServers())))
        .anyMatch(line -> line.contains("gone.png: no such file"));
    assertThat(PublishedImages.read(kafka.bootstrapServers(), "small", 1, DEADLINE))
        .extracting(ImageEvent::getId)
        .containsExactly("small.png");
  }

  @Test
  void saysThatAFolderHoldsNoImage(@TempDir Path empty) {
    kafka.createTopic("none", 1, Map.of());
    Invocation run = run("publish", "--images-topic=none", "" + empty);
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.json().get(0).get("published").asInt()).isZero();
    assertThat(run.err())
        .isEqualToIgnoringNewLines("mobilenet: expected images, found none in [" + empty + "]");
  }

  /** A link to a file of passwords that is named like an image must not be sent to Kafka. */
  @Test
  void skipsAloudWhatIsNoImageAndWhatLinksLeadTo(@TempDir Path elsewhere) throws Exception {
    kafka.createTopic("picked", 1, Map.of());
    Path photograph = Files.write(folder.resolve("photograph.jpg"), TestPictures.png(1, 8, 8));
    Path notes = Files.writeString(folder.resolve("notes.jpg"), "root:x:0:0");
    Path empty = Files.createFile(folder.resolve("empty.jpg"));
    Path secret = Files.write(elsewhere.resolve("secret"), TestPictures.png(2, 8, 8));
    Path link = Files.createSymbolicLink(folder.resolve("link.jpg"), secret);

    Invocation run = run("publish", "--images-topic=picked", "--repeat=2", "" + folder);

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.json().get(0).get("published").asInt()).isEqualTo(2);
    assertThat(run.json().get(0).get("failed").asInt()).isZero();
    assertThat(run.json().get(0).get("skipped").asInt()).isEqualTo(3);
    String noImage = ": skipped, its first bytes are not those of an image; --all sends it";
    assertThat(run.err().lines())
        .containsExactlyInAnyOrder(
            "mobilenet: " + notes + noImage,
            "mobilenet: " + empty + noImage,
            "mobilenet: %s: skipped, a link to %s, outside of %s"
                .formatted(link, secret.toRealPath(), folder));

    Invocation named = run("publish", "--images-topic=picked", "" + notes, "" + photograph);
    assertThat(named.exitCode()).isEqualTo(1);
    assertThat(named.err()).isEqualToIgnoringNewLines("mobilenet: " + notes + noImage);
    Invocation all =
        run("publish", "--images-topic=picked", "--all", "--id-prefix=all/", "" + notes);
    assertThat(all.exitCode()).as(all.err()).isZero();
    assertThat(PublishedImages.read(kafka.bootstrapServers(), "picked", 4, DEADLINE))
        .extracting(ImageEvent::getId)
        .containsExactly("photograph.jpg", "photograph.jpg#2", "photograph.jpg", "all/notes.jpg");
  }

  @Test
  void refusesTwoImagesOfOneName() throws Exception {
    Path one = Files.createDirectory(folder.resolve("one"));
    Path two = Files.createDirectory(folder.resolve("two"));
    Files.writeString(one.resolve("a.jpg"), "");
    Files.writeString(two.resolve("a.jpg"), "");
    Invocation run = run("publish", "" + one, "" + two);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("'a.jpg'").contains("--id-prefix");
  }

  @Test
  void printsPredictionsAsJsonAndAsATable() {
    kafka.createTopic("predicted", 2, Map.of());
    send("predicted", prediction("cat.jpg", "tabby", 0.75f));
    send("predicted", prediction("dog.jpg", "beagle", 0.5f));

    Invocation json = run("consume", "--topic=predicted", "--max=2", "--timeout=30s");
    assertThat(json.exitCode()).as(json.err()).isZero();
    assertThat(json.json())
        .extracting(line -> line.get("imageId").asText())
        .containsExactlyInAnyOrder("cat.jpg", "dog.jpg");
    JsonNode cat =
        json.json().stream()
            .filter(line -> line.get("imageId").asText().equals("cat.jpg"))
            .findFirst()
            .orElseThrow();
    assertThat(cat.at("/classes/0/label").asText()).isEqualTo("tabby");
    assertThat(cat.at("/classes/0/probability").asDouble()).isEqualTo(0.75);
    assertThat(cat.at("/scores").asText()).isEqualTo("SIGMOID");
    assertThat(cat.at("/model/name").asText()).isEqualTo("pets");
    assertThat(cat.at("/origin/offset").asLong()).isEqualTo(17);

    Invocation table =
        run("consume", "--topic=predicted", "--max=2", "--timeout=30s", "--format=table");
    assertThat(table.out()).startsWith("image").contains("tabby").contains("0.7500");
  }

  @Test
  void endsWithOneWhereTooFewCame() {
    kafka.createTopic("few", 1, Map.of());
    send("few", prediction("cat.jpg", "tabby", 0.75f));
    Invocation run = run("consume", "--topic=few", "--max=2", "--timeout=500ms");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.json()).hasSize(1);
    assertThat(run.err()).contains("expected 2 records, found 1");
    assertThat(run("consume", "--topic=few", "--timeout=500ms").exitCode()).isZero();
  }

  @Test
  void savesRejectedImagesByteForByte() throws IOException {
    kafka.createTopic("refused", 1, Map.of());
    byte[] image = {1, 2, 3};
    ImageEvent event =
        new ImageEvent(
            "../../a b", ByteBuffer.wrap(image), null, Instant.EPOCH, Map.of(), null, null);
    byte[] garbage = {9, 9};
    send("refused", rejected("../../a b", EventCodec.of(ImageEvent.class).encode(event)));
    send("refused", rejected(null, garbage));

    Path saved = folder.resolve("saved");
    Invocation run =
        run(
            "consume",
            "--rejected",
            "--topic=refused",
            "--max=2",
            "--timeout=30s",
            "--save=" + saved);

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.json().get(1).get("valueBytes").asInt()).isEqualTo(2);
    assertThat(saved.resolve("1-17-.._.._a_b")).hasBinaryContent(image);
    assertThat(saved.resolve("1-17-record")).hasBinaryContent(garbage);
  }

  @Test
  void saysWhichRecordItCannotRead() {
    kafka.createTopic("foreign", 1, Map.of());
    send("foreign", "hello".getBytes(StandardCharsets.UTF_8));
    Invocation run = run("consume", "--topic=foreign", "--max=1");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("foreign-0@0").contains("C3 01");
  }

  @Test
  void namesTheMissingTopicAndHowToMakeIt() throws IOException {
    Path file = Files.writeString(folder.resolve("a.jpg"), "a");
    for (Invocation run :
        List.of(
            run("publish", "--images-topic=absent", "" + file), run("consume", "--topic=absent"))) {
      assertThat(run.exitCode()).isEqualTo(3);
      assertThat(run.err().lines()).hasSize(1);
      assertThat(run.err())
          .contains("no topic absent")
          .contains("topics create --bootstrap-servers " + kafka.bootstrapServers());
    }
  }

  @Test
  void saysInOneLineThatNoBrokerAnswers() throws IOException {
    String closed;
    try (ServerSocket socket = new ServerSocket(0)) {
      closed = "localhost:" + socket.getLocalPort();
    }
    Invocation run = Invocation.of("consume", "--bootstrap-servers", closed);
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.err()).contains(closed);
  }

  @Test
  void refusesSettingsThatKafkaDoesNotKnow() {
    Invocation run = run("consume", "--kafka.security.protocol", "TELEPATHY");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("TELEPATHY");
  }

  private static Invocation run(String command, String... options) {
    List<String> arguments = new ArrayList<>(List.of(command));
    arguments.add("--bootstrap-servers=" + kafka.bootstrapServers());
    arguments.addAll(List.of(options));
    return Invocation.of(arguments.toArray(String[]::new));
  }

  private static Prediction prediction(String id, String label, float probability) {
    return new Prediction(
        id,
        null,
        Instant.EPOCH,
        Instant.EPOCH,
        new ModelVersion("pets", "1", "00"),
        List.of(new ClassProbability(3, label, probability)),
        null,
        ORIGIN,
        Scores.SIGMOID,
        null,
        null,
        null,
        null,
        0,
        Decision.CLASSIFIED,
        List.of(),
        null,
        null);
  }

  private static RejectedImage rejected(String id, byte[] value) {
    return new RejectedImage(
        id,
        ORIGIN,
        Stage.DECODE,
        Reason.MALFORMED_IMAGE,
        "broken",
        ByteBuffer.wrap(value),
        Instant.EPOCH);
  }

  private static void send(String topic, Prediction event) {
    send(topic, EventCodec.of(Prediction.class).encode(event));
  }

  private static void send(String topic, RejectedImage event) {
    send(topic, EventCodec.of(RejectedImage.class).encode(event));
  }

  private static void send(String topic, byte[] value) {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(topic, value));
    }
  }
}
