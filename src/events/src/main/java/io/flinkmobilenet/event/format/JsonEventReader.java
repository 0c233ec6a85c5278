package io.flinkmobilenet.event.format;

import com.fasterxml.jackson.core.JsonParser;
import io.flinkmobilenet.event.UnreadableEventException;
import io.flinkmobilenet.event.UnreadableEventException.Reason;
import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/**
 * Reads events from JSON objects as {@link JsonEventWriter} writes them. Fields with a default may
 * be absent, fields that the schema does not have are skipped, and times may be milliseconds since
 * 1970 as well.
 *
 * @param <T> generated class of the event
 */
final class JsonEventReader<T extends SpecificRecord> {
  private final Class<T> type;
  private final Schema schema;
  private final JsonFields fields;

  JsonEventReader(Class<T> type) {
    this.type = type;
    // SpecificData.get() would look for our classes with the class loader of Avro.
    SpecificData data = new SpecificData(type.getClassLoader());
    schema = data.getSchema(type);
    fields = new JsonFields(data);
  }

  /** Returns the name of the record that this reads. */
  String event() {
    return schema.getName();
  }

  T read(byte[] value) throws UnreadableEventException {
    try {
      return BoundedJson.read(value, schema.getName(), this::record);
    } catch (IOException | RuntimeException e) {
      throw new UnreadableEventException(
          Reason.MALFORMED_RECORD,
          "%s as JSON, %d bytes: %s".formatted(schema.getName(), value.length, e.getMessage()),
          e);
    }
  }

  /** Reads an event that is the current token and ends with it. */
  T read(JsonParser json) throws IOException {
    BoundedJson.requireObject("data: ", json.currentToken(), json);
    return record(json);
  }

  private T record(JsonParser json) throws IOException {
    return type.cast(fields.record(schema, json, ""));
  }
}
