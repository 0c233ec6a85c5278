package io.flinkmobilenet.stream.kafka;

import io.flinkmobilenet.event.format.EventFormat;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.util.function.SerializableSupplier;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * Serializes events as records of a topic.
 *
 * <p>Records carry the time of writing, not event time: a broker refuses timestamps far in the
 * future, and one image from a camera whose clock is wrong must not stop the job.
 */
final class EventSerializer<T extends SpecificRecord> implements KafkaRecordSerializationSchema<T> {
  private static final long serialVersionUID = 1;

  // A supplier instead of the event class: deserializing the class in the JobManager would parse
  // its schema.
  private final SerializableSupplier<EventFormat<T>> formats;
  private final String topic;
  private final KeyOf<T> key;
  private final Shortening<T> shortening;
  private final int maxBytes;
  private transient EventFormat<T> format;

  EventSerializer(
      SerializableSupplier<EventFormat<T>> formats,
      String topic,
      int maxBytes,
      KeyOf<T> key,
      Shortening<T> shortening) {
    this.formats = formats;
    this.topic = topic;
    this.maxBytes = maxBytes;
    this.key = key;
    this.shortening = shortening;
  }

  @Override
  public void open(
      SerializationSchema.InitializationContext context, KafkaSinkContext sinkContext) {
    format = formats.get();
    format.prepareWriting();
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      T event, KafkaSinkContext context, Long timestamp) {
    String text = key.apply(event);
    Headers headers = new RecordHeaders();
    byte[] value = format.write(event, headers);
    if (value.length > maxBytes) {
      headers = new RecordHeaders();
      value = format.write(shortening.shorten(event, value.length - maxBytes), headers);
    }
    return new ProducerRecord<>(
        topic, null, text == null ? null : text.getBytes(StandardCharsets.UTF_8), value, headers);
  }

  /** Function from an event to its record key; null for no key. */
  @FunctionalInterface
  interface KeyOf<T> extends Serializable {
    String apply(T event);
  }

  /** Function that shortens an event by a number of bytes if it is too long for a record. */
  @FunctionalInterface
  interface Shortening<T> extends Serializable {
    T shorten(T event, int bytes);
  }
}
