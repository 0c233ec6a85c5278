package io.flinkmobilenet.stream.kafka;

import io.flinkmobilenet.stream.config.KafkaProperties;
import io.flinkmobilenet.stream.state.Activation;
import io.flinkmobilenet.stream.state.Manifest;
import io.flinkmobilenet.stream.state.ModelKey;
import io.flinkmobilenet.stream.state.ModelMessage;
import io.flinkmobilenet.stream.state.Removal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The models topic read from its beginning by a consumer that belongs to no group. One a thread.
 */
public final class ModelTopic implements AutoCloseable {
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final ModelRecordReader reader = new ModelRecordReader();
  private final TopicPartition partition;

  /** Connects; nothing is read yet. */
  public ModelTopic(KafkaProperties kafka, String topic) {
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

  /**
   * Which models the topic holds and which of them is wanted.
   *
   * @throws org.apache.kafka.common.errors.TimeoutException if the broker does not answer in time
   */
  public static ModelListing list(KafkaProperties kafka, String topic) {
    Map<ModelKey, Manifest> manifests = new TreeMap<>();
    Activation activation = null;
    try (ModelTopic models = new ModelTopic(kafka, topic)) {
      for (long end = models.end(); models.position() < end; ) {
        for (ModelMessage message : models.poll(Duration.ofSeconds(1))) {
          if (message instanceof Manifest manifest) {
            manifests.merge(manifest.key(), manifest, BinaryOperator.minBy(Manifest.BY_AGE));
          } else if (message instanceof Removal removal) {
            manifests.remove(removal.key());
          } else if (message instanceof Activation found && found.outranks(activation)) {
            activation = found;
          }
        }
      }
    }
    return new ModelListing(List.copyOf(manifests.values()), Optional.ofNullable(activation));
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
