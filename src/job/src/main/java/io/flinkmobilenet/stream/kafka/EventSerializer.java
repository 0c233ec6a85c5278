package io.flinkmobilenet.stream.kafka;

import io.flinkmobilenet.event.EventCodec;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.util.function.SerializableSupplier;
import org.apache.kafka.clients.producer.ProducerRecord;

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
  private final SerializableSupplier<EventCodec<T>> codecs;
  private final String topic;
  private final KeyOf<T> key;
  private final Shortening<T> shortening;
  private final int maxBytes;
  private transient EventCodec<T> codec;

  EventSerializer(
      SerializableSupplier<EventCodec<T>> codecs,
      String topic,
      int maxBytes,
      KeyOf<T> key,
      Shortening<T> shortening) {
    this.codecs = codecs;
    this.topic = topic;
    this.maxBytes = maxBytes;
    this.key = key;
    this.shortening = shortening;
  }

  @Override
  public void open(
      SerializationSchema.InitializationContext context, KafkaSinkContext sinkContext) {
    codec = codecs.get();
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      T event, KafkaSinkContext context, Long timestamp) {
    String text = key.apply(event);
    byte[] value = codec.encode(event);
    if (value.length > maxBytes) {
      value = codec.encode(shortening.shorten(event, value.length - maxBytes));
    }
    return new ProducerRecord<>(
        topic, text == null ? null : text.getBytes(StandardCharsets.UTF_8), value);
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
