package io.flinkmobilenet.stream.kafka;

import io.flinkmobilenet.protocol.ModelMessage;
import io.flinkmobilenet.protocol.ModelRecordReader;
import io.flinkmobilenet.stream.config.KafkaProperties;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The models topic, read from its beginning by a consumer without a group. Each thread needs an
 * instance of its own.
 */
final class ModelTopic implements AutoCloseable {
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final ModelRecordReader reader = new ModelRecordReader();
  private final TopicPartition partition;

  /** Connects to Kafka; reads nothing yet. */
  ModelTopic(KafkaProperties kafka, String topic) {
    Properties properties = kafka.client();
    // Committed records only: a model published in an aborted transaction does not exist.
    properties.setProperty("isolation.level", "read_committed");
    properties.setProperty("enable.auto.commit", "false");
    // If compaction has deleted the offset, the records after it must not be skipped.
    properties.setProperty("auto.offset.reset", "earliest");
    properties.setProperty("allow.auto.create.topics", "false");
    properties.remove("group.id");
    consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    partition = new TopicPartition(topic, 0);
    consumer.assign(List.of(partition));
    consumer.seekToBeginning(List.of(partition));
  }

  /** Returns the messages that arrive within the given time; none at the end of the topic. */
  List<ModelMessage> poll(Duration timeout) {
    List<ModelMessage> messages = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(timeout)) {
      reader.read(record).ifPresent(messages::add);
    }
    return messages;
  }

  /** Returns the offset after the last record that can be read now. */
  long end() {
    return consumer.endOffsets(List.of(partition)).get(partition);
  }

  /** Returns the offset of the next record. */
  long position() {
    return consumer.position(partition);
  }

  /** Continues at the beginning of the topic. */
  void rewind() {
    consumer.seekToBeginning(List.of(partition));
  }

  @Override
  public void close() {
    consumer.close();
  }
}
