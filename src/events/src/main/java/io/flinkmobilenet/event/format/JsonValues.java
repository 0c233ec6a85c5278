package io.flinkmobilenet.event.format;

import com.fasterxml.jackson.core.Base64Variants;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.avro.JsonProperties;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;

/** Reads single values from JSON: texts, bytes, numbers, times, symbols; and gives defaults. */
final class JsonValues {
  private static final int LONGEST_EXCERPT = 40;

  private final SpecificData data;

  JsonValues(SpecificData data) {
    this.data = data;
  }

  Object single(Schema schema, JsonParser json, String path) throws IOException {
    if (schema.getLogicalType() != null) {
      return time(json, path);
    }
    return switch (schema.getType()) {
      case STRING -> text(json, "a text", path);
      case BYTES -> bytes(json, path);
      case ENUM -> symbol(schema, text(json, "one of " + schema.getEnumSymbols(), path), path);
      case INT -> number(json, path, Integer.MIN_VALUE, Integer.MAX_VALUE).intValue();
      case LONG -> number(json, path, Long.MIN_VALUE, Long.MAX_VALUE);
      case FLOAT -> real(json, path);
      case BOOLEAN -> truth(json, path);
      default -> throw new IllegalArgumentException(path + ": no JSON form of " + schema);
    };
  }

  private String text(JsonParser json, String expected, String path) throws IOException {
    require(JsonToken.VALUE_STRING, expected, json, path);
    return unicode(json.getText(), path);
  }

  /** Refuses half a surrogate pair, which has no form in UTF-8, so that no record can hold it. */
  static String unicode(String text, String path) throws IOException {
    if (text.chars().anyMatch(unit -> Character.isSurrogate((char) unit))
        && text.codePoints().anyMatch(point -> point <= 0xFFFF && isSurrogate(point))) {
      throw new IOException("field " + path + ": expected Unicode, found half a surrogate pair");
    }
    return text;
  }

  private static boolean isSurrogate(int point) {
    return Character.isSurrogate((char) point);
  }

  static ByteBuffer bytes(JsonParser json, String path) throws IOException {
    require(JsonToken.VALUE_STRING, "base64 text", json, path);
    try {
      return ByteBuffer.wrap(json.getBinaryValue(Base64Variants.MIME_NO_LINEFEEDS));
    } catch (JsonProcessingException e) {
      throw new IOException(
          "field %s: expected base64 text with padding, found something else before byte %d"
              .formatted(path, json.currentLocation().getByteOffset()),
          e);
    }
  }

  private Object symbol(Schema schema, String symbol, String path) throws IOException {
    if (schema.hasEnumSymbol(symbol)) {
      return data.createEnum(symbol, schema);
    }
    if (schema.getEnumDefault() == null) {
      throw new IOException(
          "field %s: expected one of %s, found '%s'"
              .formatted(path, schema.getEnumSymbols(), excerpt(symbol)));
    }
    return data.createEnum(schema.getEnumDefault(), schema);
  }

  private Long number(JsonParser json, String path, long least, long most) throws IOException {
    require(JsonToken.VALUE_NUMBER_INT, "a whole number", json, path);
    JsonParser.NumberType type = json.getNumberType();
    boolean fits = type == JsonParser.NumberType.INT || type == JsonParser.NumberType.LONG;
    if (!fits || json.getLongValue() < least || json.getLongValue() > most) {
      throw new IOException(
          "field %s: expected a number from %d to %d, found %s"
              .formatted(path, least, most, excerpt(json.getText())));
    }
    return json.getLongValue();
  }

  private Float real(JsonParser json, String path) throws IOException {
    if (!json.currentToken().isNumeric()) {
      throw mismatch("a number", json, path);
    }
    float value = json.getFloatValue();
    if (!Float.isFinite(value)) {
      throw mismatch("a number that a float can hold", json, path);
    }
    return value;
  }

  private Boolean truth(JsonParser json, String path) throws IOException {
    if (!json.currentToken().isBoolean()) {
      throw mismatch("true or false", json, path);
    }
    return json.getBooleanValue();
  }

  private Instant time(JsonParser json, String path) throws IOException {
    if (json.currentToken() == JsonToken.VALUE_NUMBER_INT) {
      return Instant.ofEpochMilli(number(json, path, Long.MIN_VALUE, Long.MAX_VALUE));
    }
    String text = text(json, "a time as RFC 3339 or in ms since 1970", path);
    try {
      return time(text);
    } catch (DateTimeException | ArithmeticException e) {
      throw new IOException(
          "field %s: expected a time as RFC 3339, found '%s'".formatted(path, excerpt(text)), e);
    }
  }

  /**
   * Reads a time as RFC 3339, in milliseconds.
   *
   * @throws DateTimeException if the text is none
   * @throws ArithmeticException if its milliseconds since 1970 do not fit into 64 bits
   * @see <a href="https://www.rfc-editor.org/rfc/rfc3339#section-5.6">RFC 3339</a>
   */
  static Instant time(String text) {
    return Instant.ofEpochMilli(OffsetDateTime.parse(text).toInstant().toEpochMilli());
  }

  /** Returns the default of a field that is absent. */
  Object absent(Schema.Field field, String path) throws IOException {
    if (!field.hasDefaultValue()) {
      throw new IOException("field " + path + ": expected it, found none");
    }
    Object value = field.defaultVal();
    if (value == JsonProperties.NULL_VALUE) {
      return null;
    }
    Schema schema = field.schema();
    return switch (schema.getType()) {
      case ENUM -> data.createEnum((String) value, schema);
      case MAP -> new LinkedHashMap<>((Map<?, ?>) value);
      case ARRAY -> new ArrayList<>((Collection<?>) value);
      case BYTES -> ByteBuffer.wrap(bytes(value));
      default -> value;
    };
  }

  private static byte[] bytes(Object value) {
    return value instanceof byte[] bytes
        ? bytes.clone()
        : ((String) value).getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Returns null, which must be a branch of the union. */
  Object nothing(Schema union, String path) throws IOException {
    if (!union.isNullable()) {
      throw new IOException("field " + path + ": expected a value, found null");
    }
    return null;
  }

  /** Returns the branch of a union that is not null; our schemas have one. */
  static Schema other(Schema union) {
    return union.getTypes().stream()
        .filter(branch -> branch.getType() != Schema.Type.NULL)
        .findFirst()
        .orElseThrow();
  }

  static void require(JsonToken token, String expected, JsonParser json, String path)
      throws IOException {
    if (json.currentToken() != token) {
      throw mismatch(expected, json, path);
    }
  }

  private static IOException mismatch(String expected, JsonParser json, String path) {
    return new IOException(
        "field %s: expected %s, found %s"
            .formatted(path, expected, found(json, json.currentToken())));
  }

  /** Says in words which kind of token was found. */
  static String found(JsonParser json, JsonToken token) {
    if (token == null) {
      return "the end at byte " + json.currentLocation().getByteOffset();
    }
    String kind =
        switch (token) {
          case START_OBJECT, END_OBJECT -> "an object";
          case START_ARRAY, END_ARRAY -> "an array";
          case VALUE_STRING -> "a text";
          case VALUE_NUMBER_INT -> "a whole number";
          case VALUE_NUMBER_FLOAT -> "a number";
          case VALUE_NULL -> "null";
          default -> token.asString();
        };
    return kind + " at byte " + json.currentTokenLocation().getByteOffset();
  }

  static String excerpt(String text) {
    return text.length() <= LONGEST_EXCERPT ? text : text.substring(0, LONGEST_EXCERPT) + "…";
  }
}
