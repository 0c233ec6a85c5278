package io.flinkmobilenet.event;

import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;

/**
 * Parses a schema that a stranger wrote, and refuses one with which a short value could make a
 * reader work for long.
 *
 * <p>Every part of a value takes at least one byte under an accepted schema, because a null outside
 * a union, a record without fields and a fixed of no bytes are refused. The depth, and the number
 * of types with every record written out in place, are limited, so records that contain themselves
 * are refused too.
 */
final class WriterSchema {
  private static final int DEEPEST_JSON = 64;
  private static final int DEEPEST = 16;
  private static final int MOST_TYPES = 4096;

  private int types;

  private WriterSchema() {}

  /**
   * Returns the last of several schemas, which may use the types of those before it.
   *
   * @throws SchemaParseException if a text is no schema, or one beyond the limits
   */
  static Schema parse(List<String> texts) {
    int length = length(texts);
    if (length > WriterSchemas.LONGEST) {
      throw new SchemaParseException(
          "expected a schema of at most %d characters, found %d"
              .formatted(WriterSchemas.LONGEST, length));
    }
    Schema.Parser parser = new Schema.Parser();
    Schema schema = null;
    for (String text : texts) {
      requireFlat(text);
      schema = parser.parse(text);
    }
    new WriterSchema().check(schema, false, 1);
    return schema;
  }

  /** Returns the number of characters of all texts. */
  static int length(List<String> texts) {
    return texts.stream().mapToInt(String::length).sum();
  }

  /** Limits the nesting before Avro's parser, which is recursive, reads the text. */
  private static void requireFlat(String text) {
    int depth = 0;
    boolean inString = false;
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      if (inString && character == '\\') {
        i++;
      } else if (character == '"') {
        inString = !inString;
      } else if (!inString && (character == '{' || character == '[')) {
        depth++;
      } else if (!inString && (character == '}' || character == ']')) {
        depth--;
      }
      if (depth > DEEPEST_JSON) {
        throw new SchemaParseException(
            "character %d: expected JSON of at most %d levels".formatted(i, DEEPEST_JSON));
      }
    }
  }

  private void check(Schema schema, boolean inUnion, int depth) {
    if (depth > DEEPEST) {
      throw new SchemaParseException(
          "expected types of at most %d levels, found a deeper one or a record that contains itself"
              .formatted(DEEPEST));
    }
    if (++types > MOST_TYPES) {
      throw new SchemaParseException(
          "expected at most %d types, each record counted where it is used".formatted(MOST_TYPES));
    }
    switch (schema.getType()) {
      case NULL -> require(inUnion, "a null outside a union");
      case FIXED -> require(schema.getFixedSize() > 0, "a fixed of no bytes");
      case RECORD -> {
        require(!schema.getFields().isEmpty(), "a record without fields");
        schema.getFields().forEach(field -> check(field.schema(), false, depth + 1));
      }
      case UNION -> schema.getTypes().forEach(type -> check(type, true, depth + 1));
      case ARRAY -> check(schema.getElementType(), false, depth + 1);
      case MAP -> check(schema.getValueType(), false, depth + 1);
      default -> {
        // The other types take at least one byte and contain no types.
      }
    }
  }

  private static void require(boolean holds, String found) {
    if (!holds) {
      throw new SchemaParseException("expected types of at least one byte, found " + found);
    }
  }
}
