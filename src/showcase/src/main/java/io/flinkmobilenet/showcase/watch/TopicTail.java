package io.flinkmobilenet.showcase.watch;

import io.flinkmobilenet.event.UnreadableEventException;
import io.flinkmobilenet.event.format.SchemaRegistryException;
import io.flinkmobilenet.kafka.Beginning;
import io.flinkmobilenet.kafka.KafkaClients;
import io.flinkmobilenet.kafka.KafkaProperties;
import io.flinkmobilenet.showcase.watch.WatchSnapshot.Source;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;

/**
 * Follows all partitions of a topic on its own thread, without a consumer group and without storing
 * anything in Kafka. If the broker or the topic does not exist, it waits and reports that.
 */
final class TopicTail implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);

  /** Interval at which it checks whether broker and partitions are still the same. */
  private static final long CHECK_NANOS = TimeUnit.SECONDS.toNanos(5);

  private static final Duration TIMEOUT = Duration.ofSeconds(4);
  private static final long RETRY_MILLIS = 1000;
  private static final long MOST_MILLIS_TO_END = 5000;

  /** New partitions are noticed within this time. */
  private static final Map<String, String> SETTINGS =
      Map.of(ConsumerConfig.METADATA_MAX_AGE_CONFIG, "30000");

  private final String topic;
  private final boolean mayBeMissing;
  private final Reader reader;
  private final Runnable unreadable;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Thread thread;
  private final CountDownLatch closed = new CountDownLatch(1);
  private Beginning beginning;
  private volatile String problem;

  /** Receives a record that has a value. */
  interface Reader {
    void read(ConsumerRecord<byte[], byte[]> record) throws UnreadableEventException;
  }

  private TopicTail(
      String topic,
      boolean mayBeMissing,
      KafkaProperties connection,
      Beginning beginning,
      Reader reader,
      Runnable unreadable) {
    this.topic = topic;
    this.mayBeMissing = mayBeMissing;
    this.beginning = beginning;
    this.reader = reader;
    this.unreadable = unreadable;
    this.problem = "waiting for Kafka at " + connection.bootstrapServers();
    this.consumer = KafkaClients.reader(connection.withDefaults(SETTINGS));
    this.thread = new Thread(this::run, "watch-" + topic);
    thread.setDaemon(true);
  }

  /**
   * Starts reading.
   *
   * @param mayBeMissing whether it is no problem if the topic does not exist
   * @param unreadable called for every record that the reader refuses
   * @throws KafkaException if the connection's settings cannot be used
   */
  static TopicTail start(
      String topic,
      boolean mayBeMissing,
      KafkaProperties connection,
      Beginning beginning,
      Reader reader,
      Runnable unreadable) {
    TopicTail tail = new TopicTail(topic, mayBeMissing, connection, beginning, reader, unreadable);
    tail.thread.start();
    return tail;
  }

  /** The topic, and the reason why it cannot be read now. */
  Source source() {
    return new Source(topic, problem);
  }

  @Override
  public void close() {
    closed.countDown();
    consumer.wakeup();
    try {
      // It may still wait for an answer of a registry of schemas.
      thread.join(MOST_MILLIS_TO_END);
    } catch (InterruptedException e) {
      // The thread is a daemon and already ending.
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      while (!isClosed()) {
        try {
          follow();
        } catch (WakeupException e) {
          // Only close() wakes the consumer.
        } catch (KafkaException e) {
          problem = String.valueOf(e.getMessage());
          pause();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
    }
  }

  private void follow() throws InterruptedException {
    long checked = System.nanoTime() - CHECK_NANOS;
    while (!isClosed()) {
      if (System.nanoTime() - checked >= CHECK_NANOS) {
        if (!assign()) {
          problem = mayBeMissing ? null : "waiting for the topic " + topic;
          beginning = Beginning.EARLIEST;
          pause();
          continue;
        }
        checked = System.nanoTime();
        problem = null;
      }
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        read(record);
      }
    }
  }

  /** Tries again until the registry of schemas answers, if the record's format needs one. */
  private void read(ConsumerRecord<byte[], byte[]> record) throws InterruptedException {
    boolean done = record.value() == null;
    while (!done && !isClosed()) {
      try {
        reader.read(record);
        done = true;
      } catch (UnreadableEventException e) {
        unreadable.run();
        done = true;
      } catch (SchemaRegistryException e) {
        problem = e.getMessage();
        pause();
      }
    }
  }

  /** Assigns the existing partitions. Asking for their ends shows whether a broker answers. */
  private boolean assign() {
    List<PartitionInfo> infos = consumer.partitionsFor(topic, TIMEOUT);
    if (infos == null || infos.isEmpty()) {
      return false;
    }
    List<TopicPartition> fresh = new ArrayList<>();
    infos.forEach(info -> fresh.add(new TopicPartition(topic, info.partition())));
    consumer.endOffsets(fresh, TIMEOUT);
    if (consumer.assignment().size() != fresh.size()) {
      boolean first = consumer.assignment().isEmpty();
      consumer.assign(fresh);
      if (first) {
        seek(consumer, fresh);
      }
    }
    return true;
  }

  private void seek(Consumer<byte[], byte[]> reading, List<TopicPartition> partitions) {
    if (beginning == Beginning.EARLIEST) {
      reading.seekToBeginning(partitions);
    } else {
      reading.seekToEnd(partitions);
    }
    // Seeking is lazy. Asking for the position now fixes the end as it is now.
    partitions.forEach(partition -> reading.position(partition, TIMEOUT));
  }

  private boolean isClosed() {
    return closed.getCount() == 0;
  }

  private void pause() throws InterruptedException {
    closed.await(RETRY_MILLIS, TimeUnit.MILLISECONDS);
  }
}
