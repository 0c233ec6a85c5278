package io.flinkmobilenet.event.format;

import io.flinkmobilenet.event.EventCodec;
import io.flinkmobilenet.event.UnreadableEventException;
import io.flinkmobilenet.event.UnreadableEventException.Reason;
import java.nio.ByteBuffer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;

/**
 * Events in Avro's binary encoding after the header of Confluent's serializers: a zero byte and the
 * id of the writer's schema in a registry, 4 bytes, big-endian.
 *
 * <p>Reading and writing throw {@link SchemaRegistryException} if the registry does not answer, so
 * that nothing is rejected that could be read.
 *
 * @see <a
 *     href="https://docs.confluent.io/platform/current/schema-registry/fundamentals/serdes-develop/index.html#wire-format">Wire
 *     format</a>
 */
public final class ConfluentFormat<T extends SpecificRecord> implements EventFormat<T> {
  private static final int HEADER_BYTES = 1 + Integer.BYTES;

  private final String name;
  private final EventCodec<T> codec;
  private final SchemaRegistry registry;
  private final String subject;
  private Integer ownId;

  /**
   * Creates a reader and writer for one thread.
   *
   * @param type generated class of the event
   * @param registry where schemas are found, and where {@link #write} registers that of the event
   * @param topic the schema's subject is {@code <topic>-value}
   */
  public ConfluentFormat(Class<T> type, SchemaRegistry registry, String topic) {
    this.name = type.getSimpleName();
    this.codec = EventCodec.of(type);
    this.registry = registry;
    this.subject = topic + "-value";
  }

  @Override
  public T read(ConsumerRecord<byte[], byte[]> record) throws UnreadableEventException {
    byte[] value = RecordParts.value(record);
    if (value.length < HEADER_BYTES || value[0] != 0) {
      throw new UnreadableEventException(
          Reason.MALFORMED_RECORD,
          "%s of %d bytes: expected a zero byte and a schema id of 4 bytes, found %s"
              .formatted(
                  name,
                  value.length,
                  value.length < HEADER_BYTES ? "the end" : "%02X first".formatted(value[0])));
    }
    int id = ByteBuffer.wrap(value).getInt(1);
    return codec.decode(value, HEADER_BYTES, id, registry.schema(id));
  }

  @Override
  public byte[] write(T event, Headers headers) {
    if (ownId == null) {
      ownId = registry.register(subject, event.getSchema().toString());
    }
    byte[] header = ByteBuffer.allocate(HEADER_BYTES).put((byte) 0).putInt(ownId).array();
    return codec.encode(header, event);
  }
}
