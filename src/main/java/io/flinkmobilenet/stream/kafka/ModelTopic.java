package io.flinkmobilenet.stream.kafka;

import io.flinkmobilenet.stream.config.KafkaProperties;
import io.flinkmobilenet.stream.state.ModelMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The models topic read from its beginning by a consumer that belongs to no group. One a thread.
 */
final class ModelTopic implements AutoCloseable {
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final ModelRecordReader reader = new ModelRecordReader();
  private final TopicPartition partition;

  /** Connects; nothing is read yet. */
  ModelTopic(KafkaProperties kafka, String topic) {
    Properties properties = kafka.client();
    // Committed records only: a model published in an aborted transaction does not exist.
    properties.setProperty("isolation.level", "read_committed");
    properties.setProperty("enable.auto.commit", "false");
    // Where compaction took the offset away, nothing behind it may be left out.
    properties.setProperty("auto.offset.reset", "earliest");
    properties.setProperty("allow.auto.create.topics", "false");
    properties.remove("group.id");
    consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    partition = new TopicPartition(topic, 0);
    consumer.assign(List.of(partition));
    consumer.seekToBeginning(List.of(partition));
  }

  /** The messages that come within the given time; none at the end of the topic. */
  List<ModelMessage> poll(Duration timeout) {
    List<ModelMessage> messages = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(timeout)) {
      reader.read(record).ifPresent(messages::add);
    }
    return messages;
  }

  /** Offset behind the last record that can be read now. */
  long end() {
    return consumer.endOffsets(List.of(partition)).get(partition);
  }

  /** Offset of the next record. */
  long position() {
    return consumer.position(partition);
  }

  /** Begins anew. */
  void rewind() {
    consumer.seekToBeginning(List.of(partition));
  }

  @Override
  public void close() {
    consumer.close();
  }
}
