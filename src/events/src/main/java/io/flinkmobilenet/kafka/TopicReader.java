package io.flinkmobilenet.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.TopicAuthorizationException;

/**
 * Reads all partitions of topics, records of committed transactions only, and stores nothing in
 * Kafka.
 */
public final class TopicReader implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);

  /** How long existing records may fail to arrive before the broker counts as unreachable. */
  private static final Duration STALLED = Duration.ofSeconds(30);

  private final KafkaProperties connection;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private Iterator<ConsumerRecord<byte[], byte[]>> polled =
      List.<ConsumerRecord<byte[], byte[]>>of().iterator();

  private Map<TopicPartition, Long> end;

  private TopicReader(KafkaProperties connection) {
    this.connection = connection;
    this.consumer = KafkaClients.reader(connection);
  }

  /**
   * Creates a reader of an existing topic.
   *
   * @throws KafkaNotReadyException if no broker answers or there is no such topic
   */
  public static TopicReader open(String topic, KafkaProperties connection, Beginning beginning)
      throws KafkaNotReadyException {
    return open(List.of(topic), Set.of(), connection, beginning);
  }

  /**
   * Creates a reader of several topics.
   *
   * @param dispensable topics that need not exist
   * @throws KafkaNotReadyException if no broker answers or one of the other topics does not exist
   */
  public static TopicReader open(
      List<String> topics, Set<String> dispensable, KafkaProperties connection, Beginning beginning)
      throws KafkaNotReadyException {
    TopicReader reader = null;
    try {
      reader = new TopicReader(connection);
      List<TopicPartition> partitions = new ArrayList<>();
      for (String topic : topics) {
        List<TopicPartition> known = reader.partitions(topic);
        if (known.isEmpty() && !dispensable.contains(topic)) {
          throw KafkaFailures.noTopic(connection, topic);
        }
        partitions.addAll(known);
      }
      reader.consumer.assign(partitions);
      reader.seek(partitions, beginning);
      TopicReader opened = reader;
      reader = null;
      return opened;
    } catch (KafkaException e) {
      throw KafkaFailures.of(connection, e, AclOperation.READ);
    } finally {
      if (reader != null) {
        reader.close();
      }
    }
  }

  /**
   * Uses the consumer's own connection, because another client would take as long again to connect.
   */
  private List<TopicPartition> partitions(String topic) throws KafkaNotReadyException {
    try {
      return consumer.partitionsFor(topic, KafkaClients.FIRST_ANSWER_TIMEOUT).stream()
          .map(known -> new TopicPartition(topic, known.partition()))
          .toList();
    } catch (TopicAuthorizationException e) {
      throw KafkaFailures.of(connection, e, AclOperation.DESCRIBE);
    }
  }

  /** Number of partitions of a topic that it reads. */
  public int partitionCount(String topic) {
    return (int)
        consumer.assignment().stream().filter(known -> known.topic().equals(topic)).count();
  }

  /**
   * Returns the next record.
   *
   * @param timeout how long to wait for it; null for no limit
   * @return null if none arrived
   */
  public ConsumerRecord<byte[], byte[]> next(Duration timeout) throws KafkaNotReadyException {
    long started = System.nanoTime();
    while (!polled.hasNext()) {
      poll();
      if (!polled.hasNext() && timeout != null && System.nanoTime() - started > timeout.toNanos()) {
        return null;
      }
    }
    return polled.next();
  }

  /**
   * Returns the next of the records that existed when this was first called.
   *
   * @throws KafkaNotReadyException if the broker stops answering before the end is reached
   */
  public Optional<ConsumerRecord<byte[], byte[]>> nextBeforeEnd() throws KafkaNotReadyException {
    long started = System.nanoTime();
    while (!polled.hasNext()) {
      if (atEnd()) {
        return Optional.empty();
      }
      if (System.nanoTime() - started > STALLED.toNanos()) {
        throw new KafkaNotReadyException(
            "Kafka at %s: expected all records up to %s, found none for %d s"
                .formatted(connection.bootstrapServers(), end, STALLED.toSeconds()));
      }
      poll();
    }
    return Optional.of(polled.next());
  }

  private boolean atEnd() throws KafkaNotReadyException {
    try {
      if (end == null) {
        end = consumer.endOffsets(consumer.assignment());
      }
      return end.entrySet().stream()
          .allMatch(entry -> consumer.position(entry.getKey()) >= entry.getValue());
    } catch (KafkaException e) {
      throw KafkaFailures.of(connection, e, AclOperation.READ);
    }
  }

  private void poll() throws KafkaNotReadyException {
    try {
      polled = consumer.poll(POLL).iterator();
    } catch (KafkaException e) {
      throw KafkaFailures.of(connection, e, AclOperation.READ);
    }
  }

  @Override
  public void close() {
    consumer.close();
  }

  private void seek(List<TopicPartition> partitions, Beginning beginning) {
    if (beginning == Beginning.EARLIEST) {
      consumer.seekToBeginning(partitions);
    } else {
      consumer.seekToEnd(partitions);
    }
    // Seeking is lazy. Asking for the position now fixes the end as it is when the command starts.
    partitions.forEach(consumer::position);
  }
}
