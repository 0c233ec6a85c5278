package io.flinkmobilenet.cli.kafka;

import io.flinkmobilenet.cli.gallery.Depiction;
import io.flinkmobilenet.cli.gallery.ImageBudget;
import io.flinkmobilenet.cli.terminal.CommandFailure;
import io.flinkmobilenet.cli.terminal.Progress;
import io.flinkmobilenet.event.ImageEvent;
import io.flinkmobilenet.event.RecordOrigin;
import io.flinkmobilenet.event.UnreadableEventException;
import io.flinkmobilenet.event.format.EventFormat;
import io.flinkmobilenet.kafka.KafkaClients;
import io.flinkmobilenet.kafka.KafkaProperties;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Finds the images of predictions in the topics from which the job read them. */
final class ImageFinder {
  private static final Duration POLL = Duration.ofMillis(200);

  /** How long to wait for a record that the broker should have. */
  private static final long TIMEOUT_NANOS = Duration.ofSeconds(5).toNanos();

  /** Seeking costs a round trip, so a record within this many offsets is reached by reading on. */
  private static final long NEAR = 50;

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final ImageBudget budget;
  private final Progress progress;
  private final EventFormat<ImageEvent> format;
  private final Map<RecordOrigin, Found> found = new HashMap<>();

  /**
   * The current contents of a record.
   *
   * @param imageId null if the record is not an image event
   */
  record Found(String imageId, Depiction depiction) {}

  private ImageFinder(
      KafkaConsumer<byte[], byte[]> consumer,
      EventFormat<ImageEvent> format,
      ImageBudget budget,
      Progress progress) {
    this.format = format;
    this.consumer = consumer;
    this.budget = budget;
    this.progress = progress;
  }

  /**
   * Reads the images of records; records that no longer exist are left out.
   *
   * @throws CommandFailure if no broker answers
   */
  static Map<RecordOrigin, Found> find(
      Collection<RecordOrigin> origins,
      KafkaProperties connection,
      EventFormat<ImageEvent> format,
      ImageBudget budget,
      Progress progress)
      throws CommandFailure {
    Map<TopicPartition, NavigableSet<Long>> offsets = new HashMap<>();
    for (RecordOrigin origin : origins) {
      offsets
          .computeIfAbsent(
              new TopicPartition(origin.getTopic(), origin.getPartition()), key -> new TreeSet<>())
          .add(origin.getOffset());
    }
    try (KafkaConsumer<byte[], byte[]> consumer = KafkaClients.reader(connection)) {
      ImageFinder finder = new ImageFinder(consumer, format, budget, progress);
      for (Map.Entry<TopicPartition, NavigableSet<Long>> entry : offsets.entrySet()) {
        finder.search(entry.getKey(), entry.getValue());
      }
      return finder.found;
    } catch (KafkaException e) {
      throw Broker.unusable(connection, e);
    }
  }

  /** Reads a partition from one wanted offset to the next, and empties the set. */
  private void search(TopicPartition partition, NavigableSet<Long> wanted) {
    if (!exists(partition)) {
      return;
    }
    consumer.assign(List.of(partition));
    long begin = consumer.beginningOffsets(List.of(partition)).get(partition);
    long end = consumer.endOffsets(List.of(partition)).get(partition);
    wanted.removeIf(offset -> offset < begin || offset >= end);
    long position = Long.MIN_VALUE;
    long lastWord = System.nanoTime();
    while (!wanted.isEmpty() && System.nanoTime() - lastWord < TIMEOUT_NANOS) {
      if (wanted.first() < position || wanted.first() > position + NEAR) {
        consumer.seek(partition, wanted.first());
      }
      for (ConsumerRecord<byte[], byte[]> next : consumer.poll(POLL)) {
        take(next, wanted);
        lastWord = System.nanoTime();
      }
      position = consumer.position(partition);
      // Offsets that have been passed without a record no longer exist.
      wanted.headSet(position).clear();
    }
  }

  private boolean exists(TopicPartition partition) {
    try {
      return consumer.partitionsFor(partition.topic()).stream()
          .anyMatch(known -> known.partition() == partition.partition());
    } catch (InvalidTopicException | UnknownTopicOrPartitionException e) {
      return false;
    }
  }

  private void take(ConsumerRecord<byte[], byte[]> next, NavigableSet<Long> wanted) {
    if (!wanted.remove(next.offset())) {
      return;
    }
    progress.step();
    RecordOrigin origin = new RecordOrigin(next.topic(), next.partition(), next.offset());
    try {
      if (next.value() != null) {
        ImageEvent event = format.read(next);
        found.put(origin, new Found(event.getId(), budget.depict(event)));
      }
    } catch (UnreadableEventException e) {
      found.put(origin, new Found(null, Depiction.absent(e.getMessage())));
    }
  }
}
