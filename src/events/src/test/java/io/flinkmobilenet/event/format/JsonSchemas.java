package io.flinkmobilenet.event.format;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.avro.Schema;

/**
 * Writes the JSON schema of a record from its Avro schema.
 *
 * @see <a href="https://json-schema.org/draft/2020-12/json-schema-core">JSON Schema 2020-12</a>
 */
final class JsonSchemas {
  private final JsonGenerator json;

  private JsonSchemas(JsonGenerator json) {
    this.json = json;
  }

  static String of(Schema record) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = BoundedJson.FACTORY.createGenerator(text)) {
      DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
      printer.indentObjectsWith(new DefaultIndenter("  ", "\n"));
      json.setPrettyPrinter(printer);
      json.writeStartObject();
      json.writeStringField("$schema", "https://json-schema.org/draft/2020-12/schema");
      json.writeStringField("title", record.getName());
      new JsonSchemas(json).record(record);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text + "\n";
  }

  private void record(Schema record) throws IOException {
    if (record.getDoc() != null) {
      json.writeStringField("description", record.getDoc());
    }
    json.writeStringField("type", "object");
    json.writeFieldName("required");
    List<String> required =
        record.getFields().stream()
            .filter(field -> !field.hasDefaultValue())
            .map(Schema.Field::name)
            .toList();
    json.writeArray(required.toArray(String[]::new), 0, required.size());
    json.writeObjectFieldStart("properties");
    for (Schema.Field field : record.getFields()) {
      json.writeObjectFieldStart(field.name());
      if (field.doc() != null) {
        json.writeStringField("description", field.doc());
      }
      value(field.schema());
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private void value(Schema schema) throws IOException {
    switch (schema.getType()) {
      case UNION -> union(schema);
      case RECORD -> record(schema);
      case STRING -> json.writeStringField("type", "string");
      case BYTES -> {
        json.writeStringField("type", "string");
        json.writeStringField("contentEncoding", "base64");
      }
      case ENUM -> symbols(schema);
      case INT -> whole(Integer.MIN_VALUE, Integer.MAX_VALUE);
      case LONG -> number(schema);
      case FLOAT -> json.writeStringField("type", "number");
      case ARRAY -> nested("array", "items", schema.getElementType());
      case MAP -> nested("object", "additionalProperties", schema.getValueType());
      default -> throw new IllegalArgumentException("no JSON schema of " + schema);
    }
  }

  private void union(Schema union) throws IOException {
    json.writeArrayFieldStart("anyOf");
    for (Schema branch : union.getTypes()) {
      json.writeStartObject();
      if (branch.getType() == Schema.Type.NULL) {
        json.writeStringField("type", "null");
      } else {
        value(branch);
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** A reader takes other symbols than these as the default, if there is one. */
  private void symbols(Schema schema) throws IOException {
    json.writeStringField("type", "string");
    json.writeFieldName("enum");
    List<String> symbols = schema.getEnumSymbols();
    json.writeArray(symbols.toArray(String[]::new), 0, symbols.size());
  }

  private void number(Schema schema) throws IOException {
    if (schema.getLogicalType() == null) {
      whole(Long.MIN_VALUE, Long.MAX_VALUE);
      return;
    }
    json.writeArrayFieldStart("anyOf");
    json.writeStartObject();
    json.writeStringField("type", "string");
    json.writeStringField("format", "date-time");
    json.writeEndObject();
    json.writeStartObject();
    whole(Long.MIN_VALUE, Long.MAX_VALUE);
    json.writeEndObject();
    json.writeEndArray();
  }

  private void whole(long least, long most) throws IOException {
    json.writeStringField("type", "integer");
    json.writeNumberField("minimum", least);
    json.writeNumberField("maximum", most);
  }

  private void nested(String type, String field, Schema item) throws IOException {
    json.writeStringField("type", type);
    json.writeObjectFieldStart(field);
    value(item);
    json.writeEndObject();
  }
}
