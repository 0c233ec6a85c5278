package io.flinkmobilenet.protocol.client;

import io.flinkmobilenet.kafka.KafkaClients;
import io.flinkmobilenet.kafka.KafkaProperties;
import io.flinkmobilenet.protocol.ModelMessage;
import io.flinkmobilenet.protocol.ModelRecordReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * The models topic, read from its beginning by a consumer without a group. Each thread needs an
 * instance of its own.
 */
public final class ModelTopic implements AutoCloseable {
  /**
   * Settings that the user cannot change for this consumer: a model published in an aborted
   * transaction does not exist, and if compaction has deleted an offset, the records after it must
   * not be skipped.
   */
  private static final Map<String, String> FIXED =
      Map.of(
          "isolation.level", "read_committed",
          "enable.auto.commit", "false",
          "auto.offset.reset", "earliest",
          "allow.auto.create.topics", "false");

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final ModelRecordReader reader = new ModelRecordReader();
  private final TopicPartition partition;

  /** Connects to Kafka; reads nothing yet. */
  public ModelTopic(KafkaProperties kafka, String topic) {
    consumer = KafkaClients.reader(kafka.without("group.id").with(FIXED));
    partition = new TopicPartition(topic, 0);
    consumer.assign(List.of(partition));
    consumer.seekToBeginning(List.of(partition));
  }

  /** Returns the messages that arrive within the given time; none at the end of the topic. */
  public List<ModelMessage> poll(Duration timeout) {
    List<ModelMessage> messages = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(timeout)) {
      reader.read(record).ifPresent(messages::add);
    }
    return messages;
  }

  /** Returns the offset after the last record that can be read now. */
  public long end() {
    return consumer.endOffsets(List.of(partition)).get(partition);
  }

  /** Returns the offset of the next record. */
  public long position() {
    return consumer.position(partition);
  }

  /** Continues at the beginning of the topic. */
  public void rewind() {
    consumer.seekToBeginning(List.of(partition));
  }

  @Override
  public void close() {
    consumer.close();
  }
}
