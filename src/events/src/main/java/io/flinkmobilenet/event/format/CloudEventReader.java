package io.flinkmobilenet.event.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.flinkmobilenet.event.ForeignValue;
import io.flinkmobilenet.event.UnreadableEventException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Reads CloudEvents from records in both modes; the header {@code content-type} says which. */
final class CloudEventReader {
  /**
   * Keeps the value of the member {@code data}, which has any form, for the reader of the event.
   */
  @FunctionalInterface
  interface DataReader {
    ByteBuffer read(JsonParser json) throws IOException;
  }

  /** Attributes that are texts; extensions may be numbers and truth values as well. */
  private static final Set<String> TEXTS =
      Set.of(
          CloudEventNames.SPEC_VERSION,
          CloudEventNames.ID,
          CloudEventNames.SOURCE,
          CloudEventNames.TYPE,
          CloudEventNames.TIME,
          CloudEventNames.DATA_CONTENT_TYPE,
          CloudEventNames.DATA_SCHEMA,
          CloudEventNames.SUBJECT);

  private final String event;
  private final DataReader data;

  /**
   * Creates a reader.
   *
   * @param event name of the record that is the data, for example {@code ImageEvent}
   * @param data reads the member {@code data}
   */
  CloudEventReader(String event, DataReader data) {
    this.event = event;
    this.data = data;
  }

  CloudEvent read(ConsumerRecord<byte[], byte[]> record) throws UnreadableEventException {
    String type = contentType(record);
    if (type.startsWith(CloudEventNames.STRUCTURED)) {
      if (!type.startsWith(CloudEventNames.STRUCTURED_JSON)) {
        throw CloudEvent.refusal(
            "content-type: expected %s, found '%s'"
                .formatted(CloudEventNames.STRUCTURED_JSON, JsonValues.excerpt(type)));
      }
      return structured(RecordParts.value(record)).checked();
    }
    return binary(record).checked();
  }

  private static String contentType(ConsumerRecord<byte[], byte[]> record) {
    Header header = record.headers().lastHeader(CloudEventNames.CONTENT_TYPE);
    return header == null || header.value() == null
        ? ""
        : RecordParts.text(header.value()).orElse("").strip().toLowerCase(Locale.ROOT);
  }

  private CloudEvent binary(ConsumerRecord<byte[], byte[]> record) throws UnreadableEventException {
    Map<String, String> attributes = HeaderTexts.of(record.headers(), CloudEventNames.PREFIX);
    byte[] value = RecordParts.value(record);
    if (attributes.isEmpty()) {
      throw CloudEvent.refusal(
          "expected headers ce_… or content-type %s, found neither%s"
              .formatted(CloudEventNames.STRUCTURED_JSON, found(value)));
    }
    return new CloudEvent(attributes, ByteBuffer.wrap(value).asReadOnlyBuffer());
  }

  private String found(byte[] value) {
    Optional<String> foreign = ForeignValue.describe(value, event, "json");
    if (foreign.isEmpty() && value.length > 0 && value[0] == '{') {
      return "; the value may be a structured event without its content-type";
    }
    return foreign.map(", but the value is "::concat).orElse("");
  }

  /** Reads the JSON format of an event. */
  CloudEvent structured(byte[] value) throws UnreadableEventException {
    try {
      return BoundedJson.read(value, event, this::members);
    } catch (IOException | RuntimeException e) {
      throw CloudEvent.refusal("JSON of %d bytes: %s".formatted(value.length, e.getMessage()));
    }
  }

  private CloudEvent members(JsonParser json) throws IOException {
    Map<String, String> attributes = new LinkedHashMap<>();
    Set<String> seen = new HashSet<>();
    ByteBuffer content = null;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = JsonValues.unicode(json.currentName(), "name");
      if (!seen.add(name)) {
        throw new IOException(JsonValues.excerpt(name) + ": expected it once, found it twice");
      }
      if (seen.size() > HeaderTexts.MOST) {
        throw new IOException(
            "expected at most %d members, found more".formatted(HeaderTexts.MOST));
      }
      json.nextToken();
      if (name.equals(CloudEventNames.DATA_BASE64)) {
        content = JsonValues.bytes(json, name);
      } else if (name.equals(CloudEventNames.DATA)) {
        content = data.read(json);
      } else if (json.currentToken() != JsonToken.VALUE_NULL) {
        attributes.put(name, attribute(name, json));
      }
    }
    return new CloudEvent(attributes, content);
  }

  private static String attribute(String name, JsonParser json) throws IOException {
    boolean text = json.currentToken() == JsonToken.VALUE_STRING;
    if (!text && (TEXTS.contains(name) || !json.currentToken().isScalarValue())) {
      throw new IOException(
          "attribute %s: expected a %s, found %s"
              .formatted(
                  JsonValues.excerpt(name),
                  TEXTS.contains(name) ? "text" : "single value",
                  JsonValues.found(json, json.currentToken())));
    }
    return JsonValues.unicode(json.getText(), JsonValues.excerpt(name));
  }
}
