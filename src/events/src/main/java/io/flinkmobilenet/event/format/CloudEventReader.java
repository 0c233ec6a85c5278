package io.flinkmobilenet.event.format;

import com.fasterxml.jackson.core.Base64Variants;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.flinkmobilenet.event.UnreadableEventException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
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

  private final DataReader data;

  CloudEventReader(DataReader data) {
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

  private static CloudEvent binary(ConsumerRecord<byte[], byte[]> record)
      throws UnreadableEventException {
    Map<String, String> attributes = new LinkedHashMap<>();
    HeaderTexts.of(record.headers())
        .forEach(
            (name, value) -> {
              if (name.startsWith(CloudEventNames.PREFIX)) {
                attributes.put(name.substring(CloudEventNames.PREFIX.length()), value);
              }
            });
    ByteBuffer value = ByteBuffer.wrap(RecordParts.value(record)).asReadOnlyBuffer();
    return new CloudEvent(attributes, value);
  }

  /** Reads the JSON format of an event; extensions are texts, numbers or truth values. */
  CloudEvent structured(byte[] value) throws UnreadableEventException {
    Map<String, String> attributes = new LinkedHashMap<>();
    ByteBuffer content = null;
    try (JsonParser json = BoundedJson.FACTORY.createParser(value)) {
      JsonToken first = json.nextToken();
      if (first != JsonToken.START_OBJECT) {
        throw new IOException("expected an object, found " + JsonValues.found(json, first));
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = JsonValues.unicode(json.currentName(), "name");
        json.nextToken();
        if (name.equals(CloudEventNames.DATA_BASE64)) {
          content = ByteBuffer.wrap(base64(json));
        } else if (name.equals(CloudEventNames.DATA)) {
          content = data.read(json);
        } else {
          attribute(attributes, name, json);
        }
      }
      if (json.nextToken() != null) {
        throw new IOException("expected the end after the object");
      }
    } catch (IOException | RuntimeException e) {
      throw CloudEvent.refusal(
          "JSON of %d bytes: %s".formatted(value.length, JsonEventReader.message(e)));
    }
    return new CloudEvent(attributes, content);
  }

  private static byte[] base64(JsonParser json) throws IOException {
    if (json.currentToken() != JsonToken.VALUE_STRING) {
      throw new IOException(
          "data_base64: expected base64 text, found "
              + JsonValues.found(json, json.currentToken()));
    }
    return json.getBinaryValue(Base64Variants.MIME_NO_LINEFEEDS);
  }

  private static void attribute(Map<String, String> attributes, String name, JsonParser json)
      throws IOException {
    if (json.currentToken() == JsonToken.VALUE_NULL) {
      return;
    }
    if (!json.currentToken().isScalarValue()) {
      throw new IOException(
          "attribute %s: expected a single value, found %s"
              .formatted(JsonValues.excerpt(name), JsonValues.found(json, json.currentToken())));
    }
    if (attributes.size() == HeaderTexts.MOST) {
      throw new IOException("expected at most %d attributes".formatted(HeaderTexts.MOST));
    }
    attributes.put(name, JsonValues.unicode(json.getText(), name));
  }
}
