package io.flinkmobilenet.cli.kafka;

import io.flinkmobilenet.cli.terminal.CommandFailure;
import io.flinkmobilenet.cli.terminal.OutputOptions;
import io.flinkmobilenet.event.EventCodec;
import io.flinkmobilenet.event.UnreadableEventException;
import io.flinkmobilenet.stream.config.KafkaProperties;
import java.io.IOException;
import java.time.Duration;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Reads a topic for a command.
 *
 * @param topic to read
 * @param connection to Kafka
 * @param from where to begin
 * @param max stop after so many records
 * @param timeout stop when no record came for so long; null for never
 * @param complaints says which records cannot be read
 * @param silence what to do where nothing came for five seconds, or for the timeout
 */
record Consumption(
    String topic,
    KafkaProperties connection,
    Beginning from,
    long max,
    Duration timeout,
    OutputOptions complaints,
    Silence silence) {
  /** After which it is said what may be missing. */
  private static final Duration FIRST_PATIENCE = Duration.ofSeconds(5);

  /** What to do where nothing came at first. */
  @FunctionalInterface
  interface Silence {
    /** Says what may be the reason. */
    void explain() throws InterruptedException;
  }

  /**
   * What came of it.
   *
   * @param records that were read
   * @param unreadable those among them that are no events of the kind
   */
  record Outcome(long records, long unreadable) {}

  <T extends SpecificRecord> Outcome run(Class<T> type, EventSink<T> sink)
      throws CommandFailure, IOException, InterruptedException {
    EventCodec<T> codec = EventCodec.of(type);
    long records = 0;
    long unreadable = 0;
    try (TopicReader reader = TopicReader.open(topic, connection, from)) {
      while (records < max) {
        ConsumerRecord<byte[], byte[]> next = records == 0 ? first(reader) : reader.next(timeout);
        if (next == null) {
          break;
        }
        records++;
        if (next.value() != null && !read(next, codec, sink)) {
          unreadable++;
        }
      }
    }
    return new Outcome(records, unreadable);
  }

  private ConsumerRecord<byte[], byte[]> first(TopicReader reader)
      throws CommandFailure, InterruptedException {
    boolean longer = timeout == null || timeout.compareTo(FIRST_PATIENCE) > 0;
    ConsumerRecord<byte[], byte[]> next = reader.next(longer ? FIRST_PATIENCE : timeout);
    if (next == null) {
      silence.explain();
    }
    return next == null && longer
        ? reader.next(timeout == null ? null : timeout.minus(FIRST_PATIENCE))
        : next;
  }

  private <T extends SpecificRecord> boolean read(
      ConsumerRecord<byte[], byte[]> next, EventCodec<T> codec, EventSink<T> sink)
      throws CommandFailure, IOException {
    T event;
    try {
      event = codec.decode(next.value());
    } catch (UnreadableEventException e) {
      complaints.complain(
          "%s-%d@%d: %s".formatted(next.topic(), next.partition(), next.offset(), e.getMessage()));
      return false;
    }
    sink.take(event);
    return true;
  }
}
