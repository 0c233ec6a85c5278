package io.flinkmobilenet.cli.kafka;

import io.flinkmobilenet.cli.terminal.CommandFailure;
import io.flinkmobilenet.stream.config.KafkaProperties;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads all partitions of topics, of committed transactions only, and leaves no trace in Kafka. */
public final class TopicReader implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);

  private final KafkaProperties connection;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private Iterator<ConsumerRecord<byte[], byte[]>> polled =
      List.<ConsumerRecord<byte[], byte[]>>of().iterator();

  private Map<TopicPartition, Long> end;

  private TopicReader(KafkaProperties connection) {
    this.connection = connection;
    this.consumer = consumer(connection);
  }

  /**
   * A reader of a topic that is there.
   *
   * @throws CommandFailure where no broker answers, or it has no such topic
   */
  public static TopicReader open(String topic, KafkaProperties connection, Beginning beginning)
      throws CommandFailure, InterruptedException {
    return open(List.of(topic), connection, beginning);
  }

  /**
   * A reader of several topics at once.
   *
   * @throws CommandFailure where no broker answers, or one of the topics is not there
   */
  public static TopicReader open(
      List<String> topics, KafkaProperties connection, Beginning beginning)
      throws CommandFailure, InterruptedException {
    TopicReader reader = null;
    try {
      reader = new TopicReader(connection);
      List<TopicPartition> partitions = new ArrayList<>();
      for (String topic : topics) {
        partitions.addAll(reader.partitions(topic));
      }
      reader.consumer.assign(partitions);
      reader.seek(partitions, beginning);
      TopicReader opened = reader;
      reader = null;
      return opened;
    } catch (KafkaException e) {
      throw Broker.unusable(connection, e);
    } finally {
      if (reader != null) {
        reader.close();
      }
    }
  }

  /** Asks with the connection that reads: another client would take as long again to connect. */
  private List<TopicPartition> partitions(String topic) throws CommandFailure {
    List<PartitionInfo> known;
    try {
      known = consumer.partitionsFor(topic, Broker.PATIENCE);
    } catch (TopicAuthorizationException e) {
      throw Broker.unusable(connection, e, AclOperation.DESCRIBE);
    }
    if (known.isEmpty()) {
      throw Broker.missing(connection, topic);
    }
    return known.stream().map(next -> new TopicPartition(topic, next.partition())).toList();
  }

  /** A consumer of committed records only, that commits nothing itself. */
  static KafkaConsumer<byte[], byte[]> consumer(KafkaProperties connection) {
    return new KafkaConsumer<>(
        settings(connection), new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /**
   * The next record.
   *
   * @param patience how long to wait for it, null for ever
   * @return null where none came
   */
  public ConsumerRecord<byte[], byte[]> next(Duration patience) throws CommandFailure {
    long started = System.nanoTime();
    while (!polled.hasNext()) {
      poll();
      if (!polled.hasNext()
          && patience != null
          && System.nanoTime() - started > patience.toNanos()) {
        return null;
      }
    }
    return polled.next();
  }

  /** The next of the records that were there when this was first asked. */
  public Optional<ConsumerRecord<byte[], byte[]>> nextBeforeEnd() throws CommandFailure {
    while (!polled.hasNext()) {
      if (end == null) {
        end = consumer.endOffsets(consumer.assignment());
      }
      boolean atEnd =
          end.entrySet().stream()
              .allMatch(entry -> consumer.position(entry.getKey()) >= entry.getValue());
      if (atEnd) {
        return Optional.empty();
      }
      poll();
    }
    return Optional.of(polled.next());
  }

  private void poll() throws CommandFailure {
    try {
      polled = consumer.poll(POLL).iterator();
    } catch (KafkaException e) {
      throw Broker.unusable(connection, e);
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
    // Seeking is lazy: ask now, so that the end is the end as it is when the command starts.
    partitions.forEach(consumer::position);
  }

  private static Properties settings(KafkaProperties connection) {
    Properties settings = connection.client();
    settings.putIfAbsent(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.putIfAbsent(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    settings.putIfAbsent(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.putIfAbsent(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
    return settings;
  }
}
