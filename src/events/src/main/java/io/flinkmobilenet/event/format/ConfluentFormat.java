package io.flinkmobilenet.event.format;

import io.flinkmobilenet.event.EventCodec;
import io.flinkmobilenet.event.UnreadableEventException;
import io.flinkmobilenet.event.UnreadableEventException.Reason;
import java.nio.ByteBuffer;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
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
final class ConfluentFormat<T extends SpecificRecord> implements EventFormat<T> {
  private static final int HEADER_BYTES = 1 + Integer.BYTES;

  private final String name;
  private final EventCodec<T> codec;
  private final SchemaStore schemas;
  private final String subject;
  private final String schema;
  private byte[] header;

  /**
   * Creates a reader and writer for one thread.
   *
   * @param type generated class of the event
   * @param schemas where they are found, and where that of the event is registered
   * @param topic the schema's subject is {@code <topic>-value}
   */
  ConfluentFormat(Class<T> type, SchemaStore schemas, String topic) {
    this.name = type.getSimpleName();
    this.codec = EventCodec.of(type);
    this.schemas = schemas;
    this.subject = topic + "-value";
    this.schema = schema(type);
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
    return codec.decode(value, HEADER_BYTES, id, schemas);
  }

  /** Registers the schema, so that a registry that is away is noticed before the first event. */
  @Override
  public void prepareWriting() {
    if (header == null) {
      int id = schemas.id(name, subject, schema);
      header = ByteBuffer.allocate(HEADER_BYTES).put((byte) 0).putInt(id).array();
    }
  }

  @Override
  public byte[] write(T event, Headers headers) {
    prepareWriting();
    return codec.encode(header, event);
  }

  /** The generated classes say which class of Java a string becomes, which is nobody's concern. */
  private static String schema(Class<?> type) {
    String text = new SpecificData(type.getClassLoader()).getSchema(type).toString();
    return new Schema.Parser()
        .parse(text.replace(",\"avro.java.string\":\"String\"", ""))
        .toString();
  }
}
