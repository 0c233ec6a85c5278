package io.flinkmobilenet.event.format;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;

/**
 * Writes events as JSON objects: every field of the schema under its name, bytes as base64 (RFC
 * 4648, section 4), times as RFC 3339 in UTC.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4648#section-4">RFC 4648</a>
 */
final class JsonEventWriter {
  byte[] write(IndexedRecord event) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = BoundedJson.FACTORY.createGenerator(bytes)) {
      write(event, json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  void write(IndexedRecord event, JsonGenerator json) throws IOException {
    json.writeStartObject();
    for (Schema.Field field : event.getSchema().getFields()) {
      json.writeFieldName(field.name());
      value(event.get(field.pos()), json);
    }
    json.writeEndObject();
  }

  private void value(Object value, JsonGenerator json) throws IOException {
    if (value == null) {
      json.writeNull();
    } else if (value instanceof IndexedRecord event) {
      write(event, json);
    } else if (value instanceof ByteBuffer buffer) {
      json.writeBinary(RawFormat.bytes(buffer));
    } else if (value instanceof Float number) {
      json.writeNumber(number);
    } else if (value instanceof Integer number) {
      json.writeNumber(number);
    } else if (value instanceof Long number) {
      json.writeNumber(number);
    } else if (value instanceof Instant || value instanceof Enum<?> || value instanceof String) {
      json.writeString(value.toString());
    } else {
      several(value, json);
    }
  }

  private void several(Object value, JsonGenerator json) throws IOException {
    if (value instanceof Collection<?> items) {
      json.writeStartArray();
      for (Object item : items) {
        value(item, json);
      }
      json.writeEndArray();
    } else if (value instanceof Map<?, ?> entries) {
      json.writeStartObject();
      for (Map.Entry<?, ?> entry : entries.entrySet()) {
        json.writeFieldName(entry.getKey().toString());
        value(entry.getValue(), json);
      }
      json.writeEndObject();
    } else {
      throw new IllegalArgumentException("expected a value of an event, found " + value.getClass());
    }
  }
}
