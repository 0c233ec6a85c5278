package io.flinkmobilenet.program;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinkmobilenet.embedded.EmbeddedKafka;
import io.flinkmobilenet.event.ClassProbability;
import io.flinkmobilenet.event.Decision;
import io.flinkmobilenet.event.EventCodec;
import io.flinkmobilenet.event.ImageEvent;
import io.flinkmobilenet.event.ModelVersion;
import io.flinkmobilenet.event.Prediction;
import io.flinkmobilenet.event.Reason;
import io.flinkmobilenet.event.RecordOrigin;
import io.flinkmobilenet.event.RejectedImage;
import io.flinkmobilenet.event.Scores;
import io.flinkmobilenet.event.Stage;
import io.flinkmobilenet.stream.TestPictures;
import io.flinkmobilenet.stream.kafka.TopicLayout;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GalleryITCase {
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
  void findsTheImagesWhereTheyCameFromAndSaysWhichAreGone() throws Exception {
    int count = 60;
    for (int i = 0; i < count; i++) {
      RecordMetadata sent = send("images", image(i));
      send("predictions", prediction("id " + i, "images", sent.offset()));
    }
    send("predictions", prediction("of no topic", "absent", 0));
    send("predictions", prediction("beyond the end", "images", 1000));
    send("predictions", prediction("of the topic before", "images", 30));
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      TopicPartition images = new TopicPartition("images", 0);
      admin
          .deleteRecords(Map.of(images, RecordsToDelete.beforeOffset(2)))
          .all()
          .get(30, TimeUnit.SECONDS);
    }

    Path page = folder.resolve("page.html");
    Invocation run = run("--html=" + page, "--max=" + (count + 3), "--timeout=30s");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.json().get(0).get("pictures").asInt()).isEqualTo(count + 3);
    String html = Files.readString(page);
    for (int i = 2; i < count; i++) {
      String data = Base64.getEncoder().encodeToString(TestPictures.png(i, 16, 16));
      assertThat(html).contains(data).contains("id " + i);
    }
    assertThat(html)
        .contains("no longer in Kafka: images-0@0")
        .contains("no longer in Kafka: images-0@1")
        .contains("no longer in Kafka: images-0@1000")
        .contains("no longer in Kafka: absent-0@0")
        .contains("no longer in Kafka: images-0@30 now holds another image")
        .doesNotContain("images-0@2<")
        .contains("; %d of %d right".formatted(count / 2 - 1, count - 2));
  }

  @Test
  void showsRejectedImagesAndTheirReasons() throws Exception {
    RejectedImage rejected =
        new RejectedImage(
            "half.png",
            new RecordOrigin("images", 0, 1L),
            Stage.DECODE,
            Reason.TRUNCATED_IMAGE,
            "its end is <missing>",
            ByteBuffer.wrap(image(1)),
            Instant.EPOCH);
    send("rejected-images", EventCodec.of(RejectedImage.class).encode(rejected));

    Path page = folder.resolve("rejected.html");
    Invocation run = run("--rejected", "--html=" + page, "--timeout=1s", "--format=table");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).isEqualToIgnoringNewLines("1 image in " + page);
    assertThat(Files.readString(page))
        .contains("data:image/png")
        .contains("TRUNCATED_IMAGE")
        .contains("its end is &lt;missing&gt;");
  }

  @Test
  void saysFirstThatThePageCannotBeWritten() {
    Path page = folder.resolve("gone/page.html");
    Invocation run = run("--html=" + page);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("no such file: " + page);
  }

  private static Invocation run(String... options) {
    List<String> arguments =
        new ArrayList<>(List.of("consume", "--bootstrap-servers=" + kafka.bootstrapServers()));
    arguments.addAll(List.of(options));
    return Invocation.of(arguments.toArray(String[]::new));
  }

  private static byte[] image(int i) {
    ByteBuffer png = ByteBuffer.wrap(TestPictures.png(i, 16, 16));
    Map<String, String> truth = Map.of("class", i % 2 == 0 ? "tabby" : "beagle");
    return EventCodec.of(ImageEvent.class)
        .encode(new ImageEvent("id " + i, png, null, Instant.EPOCH, truth, null, null));
  }

  private static byte[] prediction(String id, String topic, long offset) {
    return EventCodec.of(Prediction.class)
        .encode(
            new Prediction(
                id,
                null,
                Instant.EPOCH,
                Instant.EPOCH,
                new ModelVersion("pets", "1", "00"),
                List.of(new ClassProbability(0, "tabby", 0.5f)),
                null,
                new RecordOrigin(topic, 0, offset),
                Scores.SOFTMAX,
                null,
                null,
                null,
                null,
                0,
                Decision.CLASSIFIED,
                List.of(),
                null,
                null));
  }

  private static RecordMetadata send(String topic, byte[] value) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      return producer.send(new ProducerRecord<>(topic, value)).get(30, TimeUnit.SECONDS);
    }
  }
}
