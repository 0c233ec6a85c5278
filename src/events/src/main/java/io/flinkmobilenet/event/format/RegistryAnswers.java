package io.flinkmobilenet.event.format;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** The JSON of a schema registry. */
final class RegistryAnswers {
  private RegistryAnswers() {}

  /** Returns the schema in an answer. */
  static String schema(String body) throws IOException {
    String schema = null;
    try (JsonParser parser = object(body)) {
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        if (name.equals("schema") && value == JsonToken.VALUE_STRING) {
          schema = parser.getText();
        }
        parser.skipChildren();
      }
    }
    if (schema == null) {
      throw new IOException("expected an answer with a field schema, found none");
    }
    return schema;
  }

  /** Returns the id in an answer. */
  static int id(String body) throws IOException {
    return number(body, "id");
  }

  /**
   * Returns normally if the body of an answer with status 404 is the registry's own.
   *
   * @throws IOException if it is of something else, for example of a proxy in front of it
   */
  static void requireMissing(String body) throws IOException {
    int code = number(body, "error_code");
    if (code != 404 && code / 100 != 404) {
      throw new IOException("expected an error_code of 404 or 404xx, found " + code);
    }
  }

  private static int number(String body, String field) throws IOException {
    Integer number = null;
    try (JsonParser parser = object(body)) {
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        if (name.equals(field) && value == JsonToken.VALUE_NUMBER_INT) {
          number = parser.getIntValue();
        }
        parser.skipChildren();
      }
    }
    if (number == null) {
      throw new IOException("expected an answer with a field " + field + ", found none");
    }
    return number;
  }

  private static JsonParser object(String body) throws IOException {
    JsonParser parser = BoundedJson.FACTORY.createParser(body);
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw new IOException("expected an answer that is a JSON object, found another");
    }
    return parser;
  }

  /** Returns the body of a request that registers a schema. */
  static String registration(String schema) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = BoundedJson.FACTORY.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("schema", schema);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }
}
