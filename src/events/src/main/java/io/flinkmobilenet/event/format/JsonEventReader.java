package io.flinkmobilenet.event.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
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

  T read(byte[] value) throws UnreadableEventException {
    try (JsonParser json = BoundedJson.FACTORY.createParser(value)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException(
            "expected an object, found " + JsonValues.found(json, json.currentToken()));
      }
      T event = record(json);
      JsonToken after = json.nextToken();
      if (after != null) {
        throw new IOException(
            "expected the end after the object, found " + JsonValues.found(json, after));
      }
      return event;
    } catch (IOException | RuntimeException e) {
      throw new UnreadableEventException(
          Reason.MALFORMED_RECORD,
          "%s as JSON, %d bytes: %s".formatted(schema.getName(), value.length, message(e)),
          e);
    }
  }

  /** Reads an event that is the current token and ends with it. */
  T read(JsonParser json) throws IOException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      throw new IOException(
          "data: expected an object, found " + JsonValues.found(json, json.currentToken()));
    }
    return record(json);
  }

  private T record(JsonParser json) throws IOException {
    return type.cast(fields.record(schema, json, ""));
  }

  /** Jackson's message without the lines that say where; says the byte instead. */
  static String message(Exception failure) {
    if (failure instanceof JsonProcessingException json && json.getLocation() != null) {
      return "byte %d: %s"
          .formatted(json.getLocation().getByteOffset(), oneLine(json.getOriginalMessage()));
    }
    return oneLine(String.valueOf(failure.getMessage()));
  }

  private static String oneLine(String text) {
    return text.lines().findFirst().orElse("");
  }
}
