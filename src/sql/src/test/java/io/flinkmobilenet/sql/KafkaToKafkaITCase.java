package io.flinkmobilenet.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinkmobilenet.embedded.EmbeddedKafka;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.api.TableResult;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Queries from a topic of image files to a topic of labels. */
@Timeout(180)
class KafkaToKafkaITCase {
  private static final int IMAGES = 6;
  private static final int BROKEN = 3;

  private EmbeddedKafka kafka;

  @BeforeEach
  void start() throws Exception {
    kafka =
        EmbeddedKafka.start(
            List.of(new NewTopic("images", 2, (short) 1), new NewTopic("labels", 1, (short) 1)));
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (int i = 0; i < IMAGES; i++) {
        producer
            .send(
                new ProducerRecord<>(
                    "images", i == BROKEN ? SqlImages.BROKEN : SqlImages.png(i, 80, 80)))
            .get();
      }
    }
  }

  @AfterEach
  void stop() {
    kafka.close();
  }

  @Test
  void aStreamIsClassifiedByMlPredict() throws Exception {
    TableEnvironment tables = SqlImages.streaming();
    tables(tables, "");
    tables.executeSql(
        "CREATE MODEL signs INPUT (image BYTES) OUTPUT (label STRING, reason STRING) WITH ("
            + "'provider' = 'mobilenet', 'model' = 'bundled:roadsigns/2', 'on-error' = 'reason')");
    TableResult job =
        tables.executeSql(
            "INSERT INTO labels SELECT COALESCE(label, reason)"
                + " FROM ML_PREDICT(TABLE images, MODEL signs, DESCRIPTOR(image))");
    requireLabels("UNSUPPORTED_FORMAT: expected JPEG, PNG, GIF, BMP or WebP, found a file");
    job.getJobClient().orElseThrow().cancel().get();
  }

  @Test
  void aBatchIsClassifiedByAFunction() throws Exception {
    TableEnvironment tables = TableEnvironment.create(EnvironmentSettings.inBatchMode());
    tables(tables, ", 'scan.bounded.mode' = 'latest-offset'");
    tables.executeSql("LOAD MODULE mobilenet");
    tables
        .executeSql(
            "INSERT INTO labels SELECT"
                + " COALESCE(CLASSIFY(image, 'bundled:roadsigns/2').label, 'none') FROM images")
        .await();
    requireLabels("none");
  }

  private void tables(TableEnvironment tables, String more) {
    for (String table : List.of("images (image BYTES)", "labels (label STRING)")) {
      String topic = table.substring(0, 6);
      tables.executeSql(
          """
          CREATE TABLE %s WITH ('connector' = 'kafka', 'topic' = '%s', 'format' = 'raw',
            'properties.bootstrap.servers' = '%s', 'scan.startup.mode' = 'earliest-offset'%s)"""
              .formatted(table, topic, kafka.bootstrapServers(), more));
    }
  }

  private void requireLabels(String ofBroken) throws Exception {
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < IMAGES; i++) {
      expected.add(
          i == BROKEN
              ? ofBroken
              : SqlImages.model()
                  .labels()
                  .get(SqlImages.expected(SqlImages.png(i, 80, 80), 1).get(0).index()));
    }
    assertThat(labels())
        .map(label -> label.startsWith(ofBroken) ? ofBroken : label)
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  private List<String> labels() {
    List<String> labels = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", kafka.bootstrapServers(),
                "group.id", "test",
                "auto.offset.reset", "earliest"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.subscribe(List.of("labels"));
      while (labels.size() < IMAGES) {
        consumer
            .poll(Duration.ofMillis(200))
            .forEach(record -> labels.add(new String(record.value(), StandardCharsets.UTF_8)));
      }
    }
    return labels;
  }
}
