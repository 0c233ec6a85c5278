package io.flinkmobilenet.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.flinkmobilenet.embedded.EmbeddedKafka;
import io.flinkmobilenet.event.ClassProbability;
import io.flinkmobilenet.event.Decision;
import io.flinkmobilenet.event.EventCodec;
import io.flinkmobilenet.event.ImageEvent;
import io.flinkmobilenet.event.ModelVersion;
import io.flinkmobilenet.event.Prediction;
import io.flinkmobilenet.event.RecordOrigin;
import io.flinkmobilenet.event.Scores;
import io.flinkmobilenet.event.format.EventFormat;
import io.flinkmobilenet.event.format.ImagesFormat;
import io.flinkmobilenet.event.format.RegistrySettings;
import io.flinkmobilenet.event.format.ResultsFormat;
import io.flinkmobilenet.event.format.SchemaRegistryServer;
import io.flinkmobilenet.stream.kafka.TopicLayout;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The programs in Python of {@code src/docs/clients}, if there is a Python that can run them. */
@Timeout(120)
class PythonClientsITCase {
  private static final String CLIENTS = "src/docs/clients/";

  private EmbeddedKafka kafka;
  private String python;
  @TempDir private Path folder;

  @BeforeEach
  void start() throws Exception {
    Optional<String> found =
        Stream.of("python3", "/usr/bin/python3")
            .filter(name -> run(name, "-c", "import avro, confluent_kafka").code() == 0)
            .findFirst();
    assumeTrue(found.isPresent(), "no Python with avro and confluent_kafka");
    python = found.get();
    kafka = EmbeddedKafka.start(TopicLayout.onOneBroker(1).all());
  }

  @AfterEach
  void stop() {
    if (kafka != null) {
      kafka.close();
    }
  }

  @Test
  void anImageFromPythonIsRead() throws Exception {
    Path file = Files.write(folder.resolve("photo.jpg"), new byte[] {1, 2, 3});
    Instant before = Instant.now().minusMillis(1);
    Finished run = run(python, CLIENTS + "publish.py", kafka.bootstrapServers(), "" + file);
    assertThat(run.code()).as(run.output()).isZero();
    ConsumerRecord<byte[], byte[]> record = image();
    ImageEvent event = EventCodec.of(ImageEvent.class).decode(record.value());
    assertThat(event.getId()).isEqualTo("photo.jpg");
    assertThat(event.getImage()).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2, 3}));
    assertThat(event.getSource()).isEqualTo("python");
    assertThat(event.getCapturedAt()).isBetween(before, Instant.now());
  }

  @ParameterizedTest
  @EnumSource(names = {"RAW", "JSON"})
  void anImageInAnotherFormatIsRead(ImagesFormat format) throws Exception {
    Path file = Files.write(folder.resolve("photo.jpg"), new byte[] {1, 2, 3});
    Instant before = Instant.now().minusMillis(1);
    String program = CLIENTS + "publish_" + format + ".py";
    Finished run = run(python, program, kafka.bootstrapServers(), "" + file);
    assertThat(run.code()).as(run.output()).isZero();
    ImageEvent event = format.create().read(image());
    assertThat(event.getId()).isEqualTo("photo.jpg");
    assertThat(event.getImage()).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2, 3}));
    assertThat(event.getSource()).isEqualTo("python");
    assertThat(event.getCapturedAt()).isBetween(before, Instant.now());
  }

  @Test
  void anImageWithASchemaRegistryIsRead() throws Exception {
    Path file = Files.write(folder.resolve("photo.jpg"), new byte[] {1, 2, 3});
    try (SchemaRegistryServer registry = SchemaRegistryServer.start()) {
      String program = CLIENTS + "publish_confluent.py";
      Finished run = run(python, program, kafka.bootstrapServers(), "" + registry.url(), "" + file);
      assertThat(run.code()).as(run.output()).isZero();
      ImageEvent event = ImagesFormat.CONFLUENT.create("images", settings(registry)).read(image());
      assertThat(event.getId()).isEqualTo("photo.jpg");
      assertThat(event.getImage()).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2, 3}));
      assertThat(event.getSource()).isEqualTo("python");
      // The job writes with this schema, so that both must be compatible in a real registry.
      assertThat(new Schema.Parser().parse(registry.latest("images-value")))
          .isEqualTo(new Schema.Parser().parse(Path.of("schemas/ImageEvent.avsc").toFile()));
    }
  }

  private static RegistrySettings settings(SchemaRegistryServer registry) {
    return new RegistrySettings(List.of(registry.url()), Duration.ofSeconds(20), "", "", "", false);
  }

  @Test
  void aPredictionWithASchemaRegistryIsRead() throws Exception {
    try (SchemaRegistryServer registry = SchemaRegistryServer.start()) {
      send(ResultsFormat.CONFLUENT.create(Prediction.class, "predictions", settings(registry)));
      String program = CLIENTS + "predictions_confluent.py";
      Finished run = run(python, program, kafka.bootstrapServers(), "" + registry.url(), "1");
      assertThat(run.code()).as(run.output()).isZero();
      assertThat(run.output()).isEqualTo("photo.jpg kite\n");
    }
  }

  @ParameterizedTest
  @CsvSource({"AVRO, predictions.py", "JSON, predictions_json.py"})
  void aPredictionIsReadInPython(ResultsFormat format, String program) {
    send(format.create(Prediction.class));
    Finished run = run(python, CLIENTS + program, kafka.bootstrapServers(), "1");
    assertThat(run.code()).as(run.output()).isZero();
    assertThat(run.output()).isEqualTo("photo.jpg kite\n");
  }

  private void send(EventFormat<Prediction> format) {
    Prediction prediction =
        new Prediction(
            "photo.jpg",
            null,
            Instant.EPOCH,
            Instant.EPOCH,
            new ModelVersion("birds", "1", "d".repeat(64)),
            List.of(new ClassProbability(3, "kite", 0.75f)),
            null,
            new RecordOrigin("images", 0, 7L),
            Scores.SOFTMAX,
            null,
            null,
            null,
            null,
            0,
            Decision.CLASSIFIED,
            List.of(),
            null,
            null);
    try (JobTopics topics = new JobTopics(kafka)) {
      topics.record("predictions", "photo.jpg", format.write(prediction, new RecordHeaders()));
    }
  }

  private ConsumerRecord<byte[], byte[]> image() {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", kafka.bootstrapServers(),
                "group.id", "test",
                "auto.offset.reset", "earliest"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.subscribe(List.of("images"));
      List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
      while (records.isEmpty()) {
        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
      }
      return records.get(0);
    }
  }

  private record Finished(int code, String output) {}

  private Finished run(String... command) {
    Path output = folder.resolve("output");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
    try {
      return new Finished(builder.start().waitFor(), Files.readString(output));
    } catch (IOException e) {
      return new Finished(1, String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
