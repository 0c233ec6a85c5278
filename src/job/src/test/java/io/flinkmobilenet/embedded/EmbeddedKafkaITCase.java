package io.flinkmobilenet.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinkmobilenet.stream.kafka.TopicLayout;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class EmbeddedKafkaITCase {
  private static final Duration DEADLINE = Duration.ofSeconds(30);

  @Test
  void hasTheTopicsOfTheJob() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(TopicLayout.onOneBroker(3).all());
        Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      assertThat(admin.listTopics().names().get())
          .containsExactlyInAnyOrder(
              "images",
              "predictions",
              "rejected-images",
              "models",
              "model-status",
              "model-decisions");
      assertThat(
              admin
                  .describeTopics(List.of("images"))
                  .allTopicNames()
                  .get()
                  .get("images")
                  .partitions())
          .hasSize(3);
    }
  }

  @Test
  void holdsTransactionsAndKeepsRecordsOverARestart() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.startEmpty()) {
      kafka.createTopic("words", 1, Map.of());
      sendInTransaction(kafka, "before");
      kafka.stopBroker();
      kafka.startBroker();
      sendInTransaction(kafka, "after");
      assertThat(read(kafka, 2)).containsExactly("before", "after");
    }
  }

  private static void sendInTransaction(EmbeddedKafka kafka, String word) {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", kafka.bootstrapServers(), "transactional.id", "writer");
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>("words", word.getBytes(StandardCharsets.UTF_8)));
      producer.commitTransaction();
    }
  }

  private static List<String> read(EmbeddedKafka kafka, int count) {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers", kafka.bootstrapServers(),
            "isolation.level", "read_committed",
            "auto.offset.reset", "earliest");
    List<String> words = new ArrayList<>();
    long deadline = System.nanoTime() + DEADLINE.toNanos();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(List.of(new TopicPartition("words", 0)));
      while (words.size() < count && System.nanoTime() < deadline) {
        consumer
            .poll(Duration.ofMillis(200))
            .forEach(entry -> words.add(new String(entry.value(), StandardCharsets.UTF_8)));
      }
    }
    return words;
  }
}
