package io.flinkmobilenet.showcase.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinkmobilenet.embedded.EmbeddedKafka;
import io.flinkmobilenet.event.ModelState;
import io.flinkmobilenet.event.format.EventFormat;
import io.flinkmobilenet.event.format.SchemaRegistryServer;
import io.flinkmobilenet.kafka.Beginning;
import io.flinkmobilenet.kafka.KafkaProperties;
import io.flinkmobilenet.stream.config.JobConfig;
import io.flinkmobilenet.stream.config.TopicFormats;
import io.flinkmobilenet.stream.config.Topics;
import io.flinkmobilenet.stream.kafka.TopicLayout;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page with topics in other formats than Avro. */
@Timeout(120)
class WatchFormatsITCase {
  private static final Duration DEADLINE = Duration.ofSeconds(60);
  private static final Duration POLL = Duration.ofMillis(50);
  private static final Topics TOPICS = JobConfig.parse().topics();
  private static final byte[] FILE = {(byte) 0xff, (byte) 0xd8, (byte) 0xff};

  private EmbeddedKafka kafka;
  private KafkaProducer<byte[], byte[]> producer;
  private SchemaRegistryServer registry;

  @BeforeEach
  void start() throws Exception {
    registry = SchemaRegistryServer.start();
    kafka = EmbeddedKafka.start(TopicLayout.onOneBroker(1).all());
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  @AfterEach
  void stop() {
    producer.close();
    kafka.close();
    registry.close();
  }

  private TopicFormats formats(String images, String results) {
    return JobConfig.parse(
            "--images-format=" + images,
            "--predictions-format=" + results,
            "--rejected-format=" + results,
            "--status-format=" + results,
            "--schema-registry=" + registry.url(),
            "--registry-deadline=200 ms")
        .formats();
  }

  private Watch watch(TopicFormats formats) throws Exception {
    KafkaProperties connection = new KafkaProperties(kafka.bootstrapServers(), Map.of());
    return Watch.start(connection, TOPICS, formats, Beginning.EARLIEST, "127.0.0.1", 0);
  }

  private <T extends SpecificRecord> void send(String topic, EventFormat<T> format, T event) {
    Headers headers = new RecordHeaders();
    byte[] value = format.write(event, headers);
    producer.send(new ProducerRecord<>(topic, null, format.timestamp(event), id(), value, headers));
    producer.flush();
  }

  private static byte[] id() {
    return "a".getBytes(StandardCharsets.UTF_8);
  }

  private static WatchSnapshot await(Watch watch, Predicate<WatchSnapshot> enough) {
    long deadline = System.nanoTime() + DEADLINE.toNanos();
    WatchSnapshot now = watch.snapshot();
    while (!enough.test(now)) {
      assertThat(System.nanoTime()).as(now.toString()).isLessThan(deadline);
      LockSupport.parkNanos(POLL.toNanos());
      now = watch.snapshot();
    }
    return now;
  }

  @ParameterizedTest
  @CsvSource({
    "raw, json",
    "json, cloudevents",
    "cloudevents, cloudevents-json",
    "confluent, confluent"
  })
  void showsEveryFormat(String images, String results) throws Exception {
    TopicFormats formats = formats(images, results);
    try (Watch watch = watch(formats)) {
      send("images", formats.imageEvents("images"), WatchEvents.image("a", "stop", FILE));
      send(
          "predictions",
          formats.predictionEvents("predictions"),
          WatchEvents.prediction("a", "1", Instant.now(), 10, "stop"));
      send(
          "rejected-images",
          formats.rejectionEvents("rejected-images"),
          WatchEvents.rejection("b", Instant.now(), "broken"));
      send(
          "model-status",
          formats.statusEvents("model-status"),
          WatchEvents.status("1", ModelState.ACTIVE, Instant.now()));
      WatchSnapshot seen =
          await(
              watch,
              now ->
                  !now.pictures().isEmpty()
                      && now.totals().judged() == 1
                      && now.totals().rejected() == 1
                      && now.inCharge() != null);

      assertThat(seen.totals().unreadable()).isZero();
      assertThat(seen.pictures()).singleElement().extracting("id").isEqualTo("a");
      assertThat(seen.rejected()).singleElement().extracting("id").isEqualTo("b");
      assertThat(seen.inCharge().model()).isEqualTo("signs/1");
    }
  }

  @Test
  void readsCloudEventsInStructuredMode() throws Exception {
    TopicFormats formats = formats("cloudevents", "json");
    String event =
        """
        {"specversion": "1.0", "id": "a", "source": "camera", "type": "photo", "class": "stop",
         "data_base64": "%s"}"""
            .formatted(Base64.getEncoder().encodeToString(FILE));
    Headers headers = new RecordHeaders();
    headers.add("content-type", "application/cloudevents+json".getBytes(StandardCharsets.UTF_8));
    producer.send(
        new ProducerRecord<>(
            "images", null, null, id(), event.getBytes(StandardCharsets.UTF_8), headers));
    try (Watch watch = watch(formats)) {
      send(
          "predictions",
          formats.predictionEvents("predictions"),
          WatchEvents.prediction("a", "1", Instant.now(), 10, "stop"));

      assertThat(await(watch, now -> !now.pictures().isEmpty()).pictures())
          .singleElement()
          .extracting("id")
          .isEqualTo("a");
    }
  }

  @Test
  void namesARegistryThatIsAwayAndGoesOnWhenItIsBack() throws Exception {
    TopicFormats formats = formats("confluent", "confluent");
    send(
        "predictions",
        formats.predictionEvents("predictions"),
        WatchEvents.prediction("a", "1", Instant.now(), 10, "stop"));
    registry.setAway(true);
    try (Watch watch = watch(formats)) {
      String name = "schema registry " + registry.url() + ": no usable answer within 200 ms";
      await(
          watch,
          now ->
              now.sources().stream()
                  .anyMatch(
                      source -> source.problem() != null && source.problem().startsWith(name)));
      registry.setAway(false);
      WatchSnapshot seen =
          await(
              watch,
              now ->
                  now.totals().predicted() == 1
                      && now.sources().stream().allMatch(source -> source.problem() == null));

      assertThat(seen.totals().unreadable()).isZero();
    }
  }
}
