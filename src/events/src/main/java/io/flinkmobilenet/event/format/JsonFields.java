package io.flinkmobilenet.event.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificData;

/** Reads records, arrays and maps from JSON, as a schema says. */
final class JsonFields {
  private final SpecificData data;
  private final JsonValues values;

  JsonFields(SpecificData data) {
    this.data = data;
    this.values = new JsonValues(data);
  }

  /**
   * Reads a record whose first token, the brace, has been read.
   *
   * @param path names of the fields around it, for messages
   */
  IndexedRecord record(Schema schema, JsonParser json, String path) throws IOException {
    IndexedRecord record = (IndexedRecord) data.newRecord(null, schema);
    BitSet seen = new BitSet();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      Schema.Field field = schema.getField(name);
      json.nextToken();
      if (field == null) {
        json.skipChildren();
        continue;
      }
      if (seen.get(field.pos())) {
        throw new IOException("field " + path + name + ": expected it once, found it twice");
      }
      seen.set(field.pos());
      record.put(field.pos(), value(field.schema(), json, path + name));
    }
    for (Schema.Field field : schema.getFields()) {
      if (!seen.get(field.pos())) {
        record.put(field.pos(), values.absent(field, path + field.name()));
      }
    }
    return record;
  }

  private Object value(Schema schema, JsonParser json, String path) throws IOException {
    switch (schema.getType()) {
      case UNION:
        return json.currentToken() == JsonToken.VALUE_NULL
            ? values.nothing(schema, path)
            : value(JsonValues.other(schema), json, path);
      case RECORD:
        JsonValues.require(JsonToken.START_OBJECT, "an object", json, path);
        return record(schema, json, path + ".");
      case ARRAY:
        return array(schema.getElementType(), json, path);
      case MAP:
        return map(schema.getValueType(), json, path);
      default:
        return values.single(schema, json, path);
    }
  }

  private List<Object> array(Schema items, JsonParser json, String path) throws IOException {
    JsonValues.require(JsonToken.START_ARRAY, "an array", json, path);
    String itemPath = path + "[]";
    List<Object> list = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      list.add(value(items, json, itemPath));
    }
    return list;
  }

  private Map<String, Object> map(Schema items, JsonParser json, String path) throws IOException {
    JsonValues.require(JsonToken.START_OBJECT, "an object", json, path);
    Map<String, Object> map = new LinkedHashMap<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = JsonValues.unicode(json.currentName(), path);
      json.nextToken();
      String entry = path + "." + JsonValues.excerpt(name);
      if (map.put(name, value(items, json, entry)) != null) {
        throw new IOException("field " + entry + ": expected it once, found it twice");
      }
    }
    return map;
  }
}
