package io.flinkmobilenet.program;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.flinkmobilenet.embedded.EmbeddedKafka;
import io.flinkmobilenet.event.ClassProbability;
import io.flinkmobilenet.event.Decision;
import io.flinkmobilenet.event.ImageAttributes;
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
import io.flinkmobilenet.event.format.EventFormat;
import io.flinkmobilenet.event.format.SchemaRegistryServer;
import io.flinkmobilenet.stream.TestPictures;
import io.flinkmobilenet.stream.config.JobConfig;
import io.flinkmobilenet.stream.config.TopicFormats;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands that write and read topics in other formats than Avro's. */
@Timeout(120)
class FormatCommandsITCase {
  private static final Duration DEADLINE = Duration.ofSeconds(30);
  private static final RecordOrigin ORIGIN = new RecordOrigin("images", 1, 17L);

  private static EmbeddedKafka kafka;
  private static SchemaRegistryServer registry;

  @TempDir private Path folder;

  @BeforeAll
  static void start() throws Exception {
    kafka = EmbeddedKafka.startEmpty();
    registry = SchemaRegistryServer.start();
  }

  @AfterAll
  static void stop() {
    kafka.close();
    registry.close();
  }

  private static Invocation run(String command, String... options) {
    List<String> arguments = new ArrayList<>(List.of(command));
    arguments.add("--bootstrap-servers=" + kafka.bootstrapServers());
    arguments.addAll(List.of(options));
    return Invocation.of(arguments.toArray(String[]::new));
  }

  private static String registryOption() {
    return "--schema-registry=" + registry.url();
  }

  private static TopicFormats formats(String images, String results) {
    return JobConfig.parse(
            "--images-format=" + images,
            "--predictions-format=" + results,
            "--rejected-format=" + results,
            "--status-format=" + results,
            registryOption())
        .formats();
  }

  private static ConsumerRecord<byte[], byte[]> first(String topic) {
    long deadline = System.nanoTime() + DEADLINE.toNanos();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions = List.of(new TopicPartition(topic, 0));
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      while (System.nanoTime() < deadline) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
          return record;
        }
      }
      throw new AssertionError("no record in " + topic);
    }
  }

  private static <T extends SpecificRecord> void send(
      String topic, EventFormat<T> format, String key, T event) {
    Headers headers = new RecordHeaders();
    byte[] value = format.write(event, headers);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer.send(
          new ProducerRecord<>(
              topic, null, format.timestamp(event), key.getBytes(UTF_8), value, headers));
    }
  }

  private Path picture() throws IOException {
    return Files.write(folder.resolve("owl.png"), TestPictures.png(1, 8, 8));
  }

  /** Besides our own reader, the first bytes say whether the format is the right one. */
  @ParameterizedTest
  @CsvSource({"raw, 89504E47", "json, 7B226964", "cloudevents, 89504E47", "confluent, 00000001"})
  void publishesImages(String format, String beginning) throws Exception {
    String topic = "published-" + format;
    kafka.createTopic(topic, 1, Map.of());
    Path picture = picture();

    Invocation run =
        run(
            "publish",
            "--images-topic=" + topic,
            "--images-format=" + format,
            registryOption(),
            "--source=camera",
            "--attribute=place=wood",
            picture.toString());

    assertThat(run.exitCode()).as(run.err()).isZero();
    ConsumerRecord<byte[], byte[]> record = first(topic);
    assertThat("%08X".formatted(ByteBuffer.wrap(record.value()).getInt())).isEqualTo(beginning);
    ImageEvent event = formats(format, "avro").imageEvents(topic).read(record);
    assertThat(event.getId()).isEqualTo("owl.png");
    assertThat(event.getImage()).isEqualTo(ByteBuffer.wrap(Files.readAllBytes(picture)));
    assertThat(event.getSource()).isEqualTo("camera");
    assertThat(event.getAttributes()).containsEntry("place", "wood");
    assertThat(event.getCapturedAt().toEpochMilli())
        .isEqualTo(Files.getLastModifiedTime(picture).toMillis());
  }

  @ParameterizedTest
  @ValueSource(strings = {"raw", "json", "cloudevents", "confluent"})
  void camerasSendFrames(String format) throws Exception {
    String topic = "camera-" + format;
    kafka.createTopic(topic, 1, Map.of());
    Invocation camera =
        run(
            "camera",
            "--images-topic=" + topic,
            "--images-format=" + format,
            registryOption(),
            "--frames=2",
            "--rate=0");
    assertThat(camera.exitCode()).as(camera.err()).isZero();
    ImageEvent drawn = formats(format, "avro").imageEvents(topic).read(first(topic));
    assertThat(drawn.getId()).startsWith("camera/");
    assertThat(drawn.getAttributes()).containsKey(ImageAttributes.TRUE_CLASS);

    String stream = "frames-" + format;
    kafka.createTopic(stream, 1, Map.of());
    HttpServer server = stream("a frame");
    try {
      Invocation frames =
          run(
              "frames",
              "--images-topic=" + stream,
              "--images-format=" + format,
              registryOption(),
              "--frames=1",
              "--source=gate",
              "http://127.0.0.1:" + server.getAddress().getPort() + "/");
      assertThat(frames.exitCode()).as(frames.err()).isZero();
    } finally {
      server.stop(0);
    }
    ImageEvent sent = formats(format, "avro").imageEvents(stream).read(first(stream));
    assertThat(sent.getImage()).isEqualTo(ByteBuffer.wrap("a frame".getBytes(UTF_8)));
    assertThat(sent.getId()).startsWith("gate/");
    assertThat(sent.getSource()).isEqualTo("gate");
  }

  /** A camera whose stream has one frame. */
  private static HttpServer stream(String frame) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange
              .getResponseHeaders()
              .set("Content-Type", "multipart/x-mixed-replace; boundary=f");
          exchange.sendResponseHeaders(200, 0);
          exchange
              .getResponseBody()
              .write(("--f\r\n\r\n" + frame + "\r\n--f--\r\n").getBytes(UTF_8));
          exchange.close();
        });
    server.start();
    return server;
  }

  @ParameterizedTest
  @ValueSource(strings = {"json", "cloudevents", "cloudevents-json", "confluent"})
  void consumesPredictionsAndStates(String format) {
    String topic = "predicted-" + format;
    kafka.createTopic(topic, 1, Map.of());
    send(topic, formats("avro", format).predictionEvents(topic), "cat.jpg", prediction());
    String states = "states-" + format;
    kafka.createTopic(states, 1, Map.of());
    send(states, formats("avro", format).statusEvents(states), "pets/1", status());

    Invocation run =
        run(
            "consume",
            "--topic=" + topic,
            "--predictions-format=" + format,
            registryOption(),
            "--max=1",
            "--timeout=30s");
    assertThat(run.exitCode()).as(run.err()).isZero();
    JsonNode cat = run.json().get(0);
    assertThat(cat.get("imageId").asText()).isEqualTo("cat.jpg");
    assertThat(cat.at("/classes/0/probability").asDouble()).isEqualTo(0.75);
    assertThat(cat.at("/origin/offset").asLong()).isEqualTo(17);

    Invocation state =
        run(
            "consume",
            "--status",
            "--topic=" + states,
            "--status-format=" + format,
            registryOption(),
            "--max=1",
            "--timeout=30s");
    assertThat(state.exitCode()).as(state.err()).isZero();
    assertThat(state.json().get(0).get("state").asText()).isEqualTo("ACTIVE");
  }

  /** The image is found in the value that the rejection keeps. */
  @ParameterizedTest
  @CsvSource({
    "raw, json",
    "json, cloudevents",
    "cloudevents, cloudevents-json",
    "confluent, confluent"
  })
  void savesRejectedImages(String images, String results) throws Exception {
    String published = "origin-" + images;
    kafka.createTopic(published, 1, Map.of());
    Path picture = picture();
    run(
        "publish",
        "--images-topic=" + published,
        "--images-format=" + images,
        registryOption(),
        picture.toString());
    String topic = "refused-" + results;
    kafka.createTopic(topic, 1, Map.of());
    send(
        topic,
        formats(images, results).rejectionEvents(topic),
        "owl.png",
        rejected("owl.png", first(published).value()));

    Path saved = folder.resolve("saved");
    Invocation run =
        run(
            "consume",
            "--rejected",
            "--topic=" + topic,
            "--rejected-format=" + results,
            "--images-format=" + images,
            registryOption(),
            "--max=1",
            "--timeout=30s",
            "--save=" + saved);

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.json().get(0).get("reason").asText()).isEqualTo("MALFORMED_IMAGE");
    assertThat(saved.resolve("1-17-owl.png")).hasBinaryContent(Files.readAllBytes(picture));
  }

  @Test
  void saysWhichRecordIsInAnotherFormat() {
    kafka.createTopic("mixed", 1, Map.of());
    send("mixed", formats("avro", "json").predictionEvents("mixed"), "cat.jpg", prediction());

    Invocation run =
        run(
            "consume",
            "--topic=mixed",
            "--predictions-format=confluent",
            registryOption(),
            "--max=1");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .contains("mixed-0@0: ")
        .contains("expected a zero byte and a schema id of 4 bytes, found 7B first");
  }

  @Test
  void endsWithThreeAndTheNameOfARegistryThatIsAway() throws Exception {
    kafka.createTopic("unsent", 1, Map.of());
    try (SchemaRegistryServer away = SchemaRegistryServer.start()) {
      away.setAway(true);
      Invocation run =
          run(
              "publish",
              "--images-topic=unsent",
              "--images-format=confluent",
              "--schema-registry=" + away.url(),
              "--registry-deadline=3s",
              picture().toString());

      assertThat(run.exitCode()).isEqualTo(3);
      assertThat(run.err())
          .isEqualToIgnoringNewLines(
              "mobilenet: schema registry "
                  + away.url()
                  + ": no usable answer within 3000 ms: found status 503");
    }
  }

  @Test
  void refusesTheFormatWithoutARegistryAndSecretsOnTheCommandLine() {
    Invocation none = run("watch", "--images-format=confluent");
    assertThat(none.exitCode()).isEqualTo(2);
    assertThat(none.err())
        .contains("--schema-registry: expected URLs for the format confluent, found none");

    Invocation literal = run("consume", registryOption(), "--registry-token=hunter2");
    assertThat(literal.exitCode()).isEqualTo(2);
    assertThat(literal.err())
        .contains("--registry-token: expected a reference, such as ${env:NAME}")
        .doesNotContain("hunter2");
  }

  private static Prediction prediction() {
    return new Prediction(
        "cat.jpg",
        null,
        Instant.EPOCH,
        Instant.EPOCH,
        new ModelVersion("pets", "1", "00"),
        List.of(new ClassProbability(3, "tabby", 0.75f)),
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

  private static ModelStatus status() {
    return new ModelStatus(
        "pets", "1", "d".repeat(64), ModelState.ACTIVE, "", Instant.ofEpochMilli(1), null, null);
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
}
