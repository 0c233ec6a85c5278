package io.flinkmobilenet.event.format;

import io.flinkmobilenet.event.UnreadableEventException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;

/**
 * Reads and writes one kind of event in the records of a topic. Each thread needs an instance of
 * its own.
 *
 * @param <T> generated class of the event
 */
public interface EventFormat<T extends SpecificRecord> {
  /**
   * Reads the event of a record.
   *
   * @param record its value is not copied: a field of type {@code bytes} is either a read-only view
   *     of the value, from its position in the value to its limit, or a whole array of its own
   * @throws UnreadableEventException if the record is not an event of this kind
   */
  T read(ConsumerRecord<byte[], byte[]> record) throws UnreadableEventException;

  /**
   * Does what must be done once before the first event is written.
   *
   * @throws SchemaRegistryException if the format needs a registry that gives no usable answer
   */
  default void prepareWriting() {}

  /**
   * Returns an event as the value of a record.
   *
   * @param headers receives the headers that belong to the format
   */
  byte[] write(T event, Headers headers);

  /**
   * Returns the time that the event's record must have, in milliseconds since 1970; null if the
   * format does not mind.
   */
  default Long timestamp(T event) {
    return null;
  }
}
