package io.flinkmobilenet.cli.kafka;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;

/** Converts an event to the fields of a JSON object. Byte arrays are replaced by their length. */
public final class EventFields {
  private EventFields() {}

  /** The fields in the order of the schema; times in ISO 8601. */
  public static Map<String, Object> of(IndexedRecord event) {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (Schema.Field field : event.getSchema().getFields()) {
      Object value = event.get(field.pos());
      if (value instanceof ByteBuffer bytes) {
        fields.put(field.name() + "Bytes", bytes.remaining());
      } else {
        fields.put(field.name(), plain(value));
      }
    }
    return fields;
  }

  private static Object plain(Object value) {
    if (value instanceof IndexedRecord event) {
      return of(event);
    }
    if (value instanceof List<?> list) {
      return list.stream().map(EventFields::plain).toList();
    }
    return value instanceof Instant || value instanceof Enum<?> ? value.toString() : value;
  }
}
