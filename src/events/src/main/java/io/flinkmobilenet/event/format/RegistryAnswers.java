package io.flinkmobilenet.event.format;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The JSON of a schema registry. */
final class RegistryAnswers {
  private static final int LONGEST_REASON = 200;
  private static final String REFERENCES = "references";
  private static final String SUBJECT = "\\P{Cntrl}{1,1000}";

  private RegistryAnswers() {}

  /**
   * A schema in a registry.
   *
   * @param type AVRO, JSON or PROTOBUF
   * @param references schemas whose types it uses
   */
  record Registered(String schema, String type, List<Reference> references) {}

  /** A version of a subject, which has a schema. */
  record Reference(String subject, int version) {}

  /** Returns the schema in an answer. */
  static Registered schema(String body) throws IOException {
    Map<String, Object> fields = fields(body);
    if (!(fields.get("schema") instanceof String schema)) {
      throw new IOException("expected an answer with a field schema, found none");
    }
    // Registries that know no other type leave it out.
    Object type = fields.getOrDefault("schemaType", "AVRO");
    return new Registered(schema, type.toString(), references(fields.get(REFERENCES)));
  }

  private static List<Reference> references(Object items) throws IOException {
    List<Reference> references = new ArrayList<>();
    for (Object item : items instanceof List<?> list ? list : List.of()) {
      if (!(item instanceof Map<?, ?> fields
          && fields.get("subject") instanceof String subject
          && fields.get("version") instanceof Integer version
          && subject.matches(SUBJECT)
          && version > 0)) {
        throw new IOException(
            "expected references with a subject and a version, found one without");
      }
      references.add(new Reference(subject, version));
    }
    return references;
  }

  /** Returns the id in an answer. */
  static int id(String body) throws IOException {
    return number(fields(body), "id");
  }

  /**
   * Returns normally if the body of an answer with status 404 is the registry's own.
   *
   * @throws IOException if it is of something else, for example of a proxy in front of it
   */
  static void requireMissing(String body) throws IOException {
    int code = number(fields(body), "error_code");
    if (code != 404 && code / 100 != 404) {
      throw new IOException("expected an error_code of 404 or 404xx, found " + code);
    }
  }

  /** Returns the message in an answer with an error, after a colon; empty if there is none. */
  static String reason(String body) {
    try {
      if (fields(body).get("message") instanceof String message) {
        String line = message.replaceAll("\\p{Cntrl}", " ");
        return ": " + line.substring(0, Math.min(line.length(), LONGEST_REASON));
      }
    } catch (IOException e) {
      // The body is of something else, for example of a proxy in front of the registry.
    }
    return "";
  }

  private static int number(Map<String, Object> fields, String name) throws IOException {
    if (fields.get(name) instanceof Integer number) {
      return number;
    }
    throw new IOException("expected an answer with a field " + name + ", found none");
  }

  private static Map<String, Object> fields(String body) throws IOException {
    try (JsonParser parser = BoundedJson.FACTORY.createParser(body)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("expected an answer that is a JSON object, found another");
      }
      return fields(parser);
    }
  }

  /** Returns the texts and integers of an object, and the list of its references. */
  private static Map<String, Object> fields(JsonParser parser) throws IOException {
    Map<String, Object> fields = new HashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (value == JsonToken.VALUE_STRING) {
        fields.put(name, parser.getText());
      } else if (value == JsonToken.VALUE_NUMBER_INT) {
        fields.put(name, parser.getIntValue());
      } else if (value == JsonToken.START_ARRAY && name.equals(REFERENCES)) {
        fields.put(name, items(parser));
      }
      parser.skipChildren();
    }
    return fields;
  }

  /** Returns the objects of a list; something else in it counts as an object without fields. */
  private static List<Map<String, Object>> items(JsonParser parser) throws IOException {
    List<Map<String, Object>> items = new ArrayList<>();
    for (JsonToken item = parser.nextToken();
        item != JsonToken.END_ARRAY;
        item = parser.nextToken()) {
      boolean isRead = items.size() < ReferencedSchemas.MOST + 1;
      if (isRead) {
        items.add(item == JsonToken.START_OBJECT ? fields(parser) : Map.of());
      }
      parser.skipChildren();
    }
    return items;
  }

  /** Returns the body of a request about a schema. */
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
