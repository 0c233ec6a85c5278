package io.flinkmobilenet.stream.kafka;

import io.flinkmobilenet.stream.config.KafkaProperties;
import io.flinkmobilenet.stream.state.Activation;
import io.flinkmobilenet.stream.state.Manifest;
import io.flinkmobilenet.stream.state.ModelKey;
import io.flinkmobilenet.stream.state.ModelMessage;
import io.flinkmobilenet.stream.state.Removal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.flink.util.TimeUtils;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The models topic read from its beginning by a consumer that belongs to no group. One a thread.
 */
public final class ModelTopic implements AutoCloseable {
  /** How long a listing waits for the next record before the broker counts as gone. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

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
   * @throws TimeoutException if the broker does not answer in time
   */
  public static ModelListing list(KafkaProperties kafka, String topic) {
    Map<ModelKey, Manifest> manifests = new TreeMap<>();
    Activation activation = null;
    for (ModelMessage message : readToEnd(kafka, topic)) {
      if (message instanceof Manifest manifest) {
        manifests.merge(manifest.key(), manifest, ModelTopic::standing);
      } else if (message instanceof Removal removal) {
        manifests.remove(removal.key());
      } else if (message instanceof Activation found && found.outranks(activation)) {
        activation = found;
      }
    }
    return new ModelListing(List.copyOf(manifests.values()), Optional.ofNullable(activation));
  }

  /** Of two contents the one published first, as in the job; of one content how it is told now. */
  private static Manifest standing(Manifest held, Manifest next) {
    boolean first = Manifest.BY_AGE.compare(held, next) <= 0;
    return first && !held.sameContent(next) ? held : next;
  }

  /** All but the chunks, in the order of the topic. */
  private static List<ModelMessage> readToEnd(KafkaProperties kafka, String topic) {
    List<ModelMessage> messages = new ArrayList<>();
    try (ModelTopic models = new ModelTopic(kafka, topic)) {
      long end = models.end();
      long position = models.position();
      Instant deadline = Instant.now().plus(PATIENCE);
      while (position < end) {
        models.poll(Duration.ofSeconds(1)).stream()
            .filter(ModelMessage::isAnnouncement)
            .forEach(messages::add);
        long reached = models.position();
        if (reached > position) {
          deadline = Instant.now().plus(PATIENCE);
        } else if (Instant.now().isAfter(deadline)) {
          throw new TimeoutException(
              "topic %s: read up to offset %d of %d, then nothing for %s"
                  .formatted(topic, position, end, TimeUtils.formatWithHighestUnit(PATIENCE)));
        }
        position = reached;
      }
    }
    return messages;
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
