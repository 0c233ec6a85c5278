package io.flinkmobilenet.event.format;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.avro.generic.IndexedRecord;
import org.apache.kafka.common.header.Headers;

/** Writes CloudEvents into records. */
final class CloudEventWriter {
  private CloudEventWriter() {}

  /** Returns the attributes that every event has. */
  static Map<String, String> attributes(String id, String source, String type, String time) {
    Map<String, String> attributes = new LinkedHashMap<>();
    attributes.put(CloudEventNames.SPEC_VERSION, CloudEventNames.VERSION_1_0);
    attributes.put(CloudEventNames.ID, id);
    attributes.put(CloudEventNames.SOURCE, source);
    attributes.put(CloudEventNames.TYPE, type);
    attributes.put(CloudEventNames.TIME, time);
    return attributes;
  }

  /** Binary mode: adds the attributes as headers, beside the data, which is the value. */
  static void headers(Map<String, String> attributes, String contentType, Headers headers) {
    attributes.forEach((name, value) -> add(headers, CloudEventNames.PREFIX + name, value));
    add(headers, CloudEventNames.CONTENT_TYPE, contentType);
  }

  private static void add(Headers headers, String name, String value) {
    headers.add(name, value.getBytes(StandardCharsets.UTF_8));
  }

  /** Structured mode: returns a JSON object with the event as its data. */
  static byte[] structured(Map<String, String> attributes, IndexedRecord event, Headers headers) {
    add(headers, CloudEventNames.CONTENT_TYPE, CloudEventNames.STRUCTURED_JSON);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = BoundedJson.FACTORY.createGenerator(bytes)) {
      json.writeStartObject();
      for (Map.Entry<String, String> attribute : attributes.entrySet()) {
        json.writeStringField(attribute.getKey(), attribute.getValue());
      }
      json.writeStringField(CloudEventNames.DATA_CONTENT_TYPE, CloudEventNames.JSON);
      json.writeFieldName(CloudEventNames.DATA);
      new JsonEventWriter().write(event, json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
