package io.flinkmobilenet.event;

import io.flinkmobilenet.event.UnreadableEventException.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/**
 * Writes and reads one kind of event in Avro's <a
 * href="https://avro.apache.org/docs/1.12.0/specification/#single-object-encoding">single-object
 * encoding</a>.
 *
 * <pre>
 * C3 01 | CRC-64-AVRO fingerprint of the writer's schema, 8 bytes, little-endian | binary body
 * </pre>
 *
 * <p>Reads values that were written with the current schema or with any of {@link OlderSchemas}.
 * Several threads may share a codec, but it decodes one value at a time; a thread that decodes many
 * values should have a codec of its own.
 *
 * @param <T> generated class of the event
 */
public final class EventCodec<T extends SpecificRecord> {
  private static final int MARKER = 0xC301;
  private static final int HEADER_BYTES = 2 + Long.BYTES;

  /** Bytes in which a prediction mostly fits, so that the array does not have to grow. */
  private static final int USUAL_LENGTH = 512;

  private final String name;
  private final byte[] header;
  private final SpecificDatumWriter<T> writer;
  private final Map<Long, EventReader<T>> readers = new LinkedHashMap<>();
  private final ForeignReaders<T> foreignReaders;

  EventCodec(Class<T> type, List<Schema> olderSchemas) {
    // SpecificData.get() would look for our classes with the class loader of Avro.
    SpecificData data = new SpecificData(type.getClassLoader());
    data.addLogicalTypeConversion(new TimeConversions.TimestampMillisConversion());
    Schema schema = data.getSchema(type);
    this.name = schema.getName();
    this.header = header(schema);
    this.writer = new SpecificDatumWriter<>(schema, data);
    this.foreignReaders = new ForeignReaders<>(type, schema, data);
    addReader(type, schema, schema, data);
    for (Schema older : olderSchemas) {
      addReader(type, older, schema, data);
    }
  }

  /** Returns a codec for the events of the given generated class. */
  public static <T extends SpecificRecord> EventCodec<T> of(Class<T> type) {
    return new EventCodec<>(type, OlderSchemas.of(type));
  }

  private void addReader(Class<T> type, Schema written, Schema schema, SpecificData data) {
    readers.put(
        SchemaNormalization.parsingFingerprint64(written),
        new EventReader<>(type, written, schema, data));
  }

  private static byte[] header(Schema schema) {
    return ByteBuffer.allocate(HEADER_BYTES)
        .putShort((short) MARKER)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(SchemaNormalization.parsingFingerprint64(schema))
        .array();
  }

  /** Encodes an event as the value of a record, with the current schema. */
  public byte[] encode(T event) {
    return encode(header, event);
  }

  /**
   * Encodes an event after a header of some other format.
   *
   * @param start bytes in front of the event's binary encoding
   */
  public byte[] encode(byte[] start, T event) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_LENGTH);
    bytes.writeBytes(start);
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
    try {
      writer.write(event, encoder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * Decodes an event from the value of a record.
   *
   * @param value not copied: fields of type {@code bytes} are read-only views of it, from their
   *     position in the value to their limit
   * @throws UnreadableEventException if the value is not an event of this kind
   */
  public T decode(byte[] value) throws UnreadableEventException {
    EventReader<T> reader = readers.get(fingerprint(value));
    if (reader == null) {
      throw new UnreadableEventException(
          Reason.UNKNOWN_SCHEMA,
          "%s: expected a schema with fingerprint %s, found %016x"
              .formatted(name, knownFingerprints(), fingerprint(value)));
    }
    try {
      return reader.read(value, HEADER_BYTES);
    } catch (IOException | RuntimeException e) {
      // For a bad union index or enum symbol, Avro throws various unchecked exceptions.
      throw new UnreadableEventException(
          Reason.MALFORMED_RECORD, name + " of " + value.length + " bytes: " + e.getMessage(), e);
    }
  }

  /**
   * Decodes an event that another schema wrote, after a header of some other format.
   *
   * @param value used as by {@link #decode(byte[])}
   * @param offset index of the first byte after the header
   * @param id identifies the schema; the same id always means the same schema
   * @param schemas asked for the schema if it was not used lately
   * @throws UnreadableEventException if the schema or the value cannot be read as this event
   */
  public T decode(byte[] value, int offset, int id, WriterSchemas schemas)
      throws UnreadableEventException {
    ForeignReaders.Entry<T> entry = foreignReaders.get(id, schemas);
    try {
      return entry.reader().read(value, offset);
    } catch (IOException | RuntimeException e) {
      throw new UnreadableEventException(
          Reason.MALFORMED_RECORD,
          "%s of %d bytes, schema %s: %s"
              .formatted(
                  name, value.length, Integer.toUnsignedString(id), ForeignReaders.message(e)),
          e);
    }
  }

  private long fingerprint(byte[] value) throws UnreadableEventException {
    if (value.length < 2 || ByteBuffer.wrap(value).getShort() != (short) MARKER) {
      throw new UnreadableEventException(
          Reason.NOT_AVRO,
          "%s: expected Avro's single-object marker C3 01, found %s"
              .formatted(name, beginning(value)));
    }
    if (value.length < HEADER_BYTES) {
      throw new UnreadableEventException(
          Reason.MALFORMED_RECORD,
          "%s: expected a header of %d bytes, found %d bytes"
              .formatted(name, HEADER_BYTES, value.length));
    }
    return ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN).getLong(2);
  }

  private String beginning(byte[] value) {
    return switch (value.length) {
      case 0 -> "an empty value";
      case 1 -> "one byte, %02X".formatted(value[0]);
      default ->
          "%02X %02X".formatted(value[0], value[1])
              + ForeignValue.describe(value, name, "avro").map(what -> ", " + what).orElse("");
    };
  }

  private String knownFingerprints() {
    return readers.keySet().stream().map("%016x"::formatted).collect(Collectors.joining(" or "));
  }
}
