package io.flinkmobilenet.cli.kafka;

import io.flinkmobilenet.cli.terminal.CommandFailure;
import io.flinkmobilenet.cli.terminal.OutputOptions;
import io.flinkmobilenet.event.UnreadableEventException;
import io.flinkmobilenet.event.format.EventFormat;
import io.flinkmobilenet.kafka.Beginning;
import io.flinkmobilenet.kafka.KafkaNotReadyException;
import io.flinkmobilenet.kafka.KafkaProperties;
import io.flinkmobilenet.kafka.TopicReader;
import java.io.IOException;
import java.time.Duration;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Reads the records of a topic for a command.
 *
 * @param topic to read
 * @param connection to Kafka
 * @param from position from which it is read
 * @param max number of records after which to stop
 * @param timeout stop when no record has arrived for this time; null for never
 * @param complaints reports records that cannot be read
 * @param silence called if nothing has arrived in the first five seconds, or before the timeout if
 *     that is shorter
 */
record Consumption(
    String topic,
    KafkaProperties connection,
    Beginning from,
    long max,
    Duration timeout,
    OutputOptions complaints,
    Silence silence) {
  /** Time without any record after which possible reasons are printed. */
  private static final Duration FIRST_TIMEOUT = Duration.ofSeconds(5);

  /** Action if nothing arrives at first. */
  @FunctionalInterface
  interface Silence {
    /** Prints the possible reason. */
    void explain() throws InterruptedException;
  }

  /**
   * The result of reading.
   *
   * @param records number of records read
   * @param unreadable number of these records that are not events of the expected kind
   */
  record Outcome(long records, long unreadable) {}

  /** Gives the next record, or null at the end. */
  @FunctionalInterface
  private interface Next {
    ConsumerRecord<byte[], byte[]> after(long records, TopicReader reader)
        throws KafkaNotReadyException, InterruptedException;
  }

  /** Reads the records that exist at the start. */
  <T extends SpecificRecord> Outcome runToEnd(EventFormat<T> format, EventSink<T> sink)
      throws CommandFailure, KafkaNotReadyException, IOException, InterruptedException {
    return run(format, sink, (records, reader) -> reader.nextBeforeEnd().orElse(null));
  }

  <T extends SpecificRecord> Outcome run(EventFormat<T> format, EventSink<T> sink)
      throws CommandFailure, KafkaNotReadyException, IOException, InterruptedException {
    return run(
        format, sink, (records, reader) -> records == 0 ? first(reader) : reader.next(timeout));
  }

  private <T extends SpecificRecord> Outcome run(
      EventFormat<T> format, EventSink<T> sink, Next source)
      throws CommandFailure, KafkaNotReadyException, IOException, InterruptedException {
    long records = 0;
    long unreadable = 0;
    try (TopicReader reader = TopicReader.open(topic, connection, from)) {
      while (records < max) {
        ConsumerRecord<byte[], byte[]> next = source.after(records, reader);
        if (next == null) {
          break;
        }
        records++;
        if (next.value() != null && !read(next, format, sink)) {
          unreadable++;
        }
      }
    }
    return new Outcome(records, unreadable);
  }

  private ConsumerRecord<byte[], byte[]> first(TopicReader reader)
      throws KafkaNotReadyException, InterruptedException {
    boolean longer = timeout == null || timeout.compareTo(FIRST_TIMEOUT) > 0;
    ConsumerRecord<byte[], byte[]> next = reader.next(longer ? FIRST_TIMEOUT : timeout);
    if (next == null) {
      silence.explain();
    }
    return next == null && longer
        ? reader.next(timeout == null ? null : timeout.minus(FIRST_TIMEOUT))
        : next;
  }

  private <T extends SpecificRecord> boolean read(
      ConsumerRecord<byte[], byte[]> next, EventFormat<T> format, EventSink<T> sink)
      throws CommandFailure, IOException {
    T event;
    try {
      event = format.read(next);
    } catch (UnreadableEventException e) {
      complaints.complain(
          "%s-%d@%d: %s".formatted(next.topic(), next.partition(), next.offset(), e.getMessage()));
      return false;
    }
    sink.take(event);
    return true;
  }
}
