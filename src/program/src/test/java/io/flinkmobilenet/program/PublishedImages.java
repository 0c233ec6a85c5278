package io.flinkmobilenet.program;

import io.flinkmobilenet.event.EventCodec;
import io.flinkmobilenet.event.ImageEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the events that a command sent to a topic of one partition. */
final class PublishedImages {
  private PublishedImages() {}

  /** The first events that arrive before the deadline. */
  static List<ImageEvent> read(String bootstrapServers, String topic, int count, Duration timeout)
      throws Exception {
    List<ImageEvent> events = new ArrayList<>();
    EventCodec<ImageEvent> codec = EventCodec.of(ImageEvent.class);
    long deadline = System.nanoTime() + timeout.toNanos();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers, "auto.offset.reset", "earliest"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(List.of(new TopicPartition(topic, 0)));
      while (events.size() < count && System.nanoTime() < deadline) {
        for (var entry : consumer.poll(Duration.ofMillis(200))) {
          events.add(codec.decode(entry.value()));
        }
      }
    }
    return events;
  }
}
