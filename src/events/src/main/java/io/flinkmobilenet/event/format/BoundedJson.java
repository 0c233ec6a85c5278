package io.flinkmobilenet.event.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import io.flinkmobilenet.event.ForeignValue;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Jackson for values of strangers: no length goes beyond that of the value, which is in memory
 * already. Jackson remembers the names of fields, but forgets them beyond 6,000, and they are
 * short.
 */
final class BoundedJson {
  private static final int DEEPEST = 32;
  private static final int LONGEST_NUMBER = 100;
  private static final int LONGEST_NAME = 1000;
  private static final long LOW_BITS = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;

  /** Its buffers are not kept in thread locals, which would hold the class loader of a job. */
  static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxNumberLength(LONGEST_NUMBER)
                  .maxNameLength(LONGEST_NAME)
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .build();

  /** Parts of Jackson's messages that help its programmers, and not whoever sent the value. */
  private static final Pattern ADVICE =
      Pattern.compile(
          ", from `[^`]*`| \\(start marker at .*|: enable `[^`]*` to allow.*"
              + "|\\(not recognized as one since Feature '[^']*' not enabled for parser\\)");

  private BoundedJson() {}

  /**
   * Reads an object from the token after its brace, and ends with its closing brace.
   *
   * @param <T> what the object says
   */
  @FunctionalInterface
  interface ObjectReader<T> {
    T read(JsonParser json) throws IOException;
  }

  /**
   * Reads a value that is one object.
   *
   * @param event name of the record that the object stands for
   * @throws IOException if the value is none, with a message that says where
   */
  static <T> T read(byte[] value, String event, ObjectReader<T> reader) throws IOException {
    Optional<String> foreign = ForeignValue.describe(value, event, "json");
    if (foreign.isPresent()) {
      throw new IOException("expected an object, found " + foreign.get());
    }
    requireUtf8(value);
    try (JsonParser json = FACTORY.createParser(value)) {
      try {
        requireObject("", json.nextToken(), json);
        T object = reader.read(json);
        JsonToken after = json.nextToken();
        if (after != null) {
          throw new IOException(
              "expected the end after the object, found " + JsonValues.found(json, after));
        }
        return object;
      } catch (JsonProcessingException e) {
        throw new IOException(message(e, json), e);
      }
    }
  }

  /**
   * Refuses everything that is not UTF-8. Jackson would read some of it: characters that are
   * encoded with more bytes than necessary, and other encodings of Unicode.
   *
   * @see <a href="https://www.rfc-editor.org/rfc/rfc8259#section-8.1">RFC 8259, section 8.1</a>
   */
  private static void requireUtf8(byte[] value) throws IOException {
    // A zero byte may not occur in JSON, and the other encodings have some.
    if (!isAsciiWithoutZero(value) && (hasZero(value) || RecordParts.text(value).isEmpty())) {
      throw new IOException("expected UTF-8, found other bytes");
    }
  }

  /** Eight bytes at a time, because the value is mostly a long image in base64. */
  private static boolean isAsciiWithoutZero(byte[] value) {
    ByteBuffer bytes = ByteBuffer.wrap(value);
    long found = 0;
    while (bytes.remaining() >= Long.BYTES) {
      long eight = bytes.getLong();
      found |= eight | (eight - LOW_BITS) & ~eight;
    }
    boolean plain = (found & HIGH_BITS) == 0;
    while (bytes.hasRemaining()) {
      plain &= bytes.get() > 0;
    }
    return plain;
  }

  private static boolean hasZero(byte[] value) {
    for (byte b : value) {
      if (b == 0) {
        return true;
      }
    }
    return false;
  }

  /** Refuses every token that does not begin an object; the prefix says which one is meant. */
  static void requireObject(String prefix, JsonToken token, JsonParser json) throws IOException {
    if (token != JsonToken.START_OBJECT) {
      throw new IOException(prefix + "expected an object, found " + JsonValues.found(json, token));
    }
  }

  /** Returns the first line of Jackson's message, with the byte instead of line and column. */
  private static String message(JsonProcessingException failure, JsonParser json) {
    JsonLocation place =
        failure.getLocation() == null ? json.currentLocation() : failure.getLocation();
    String text = failure.getOriginalMessage().lines().findFirst().orElse("");
    return "byte %d: %s"
        .formatted(place.getByteOffset(), ADVICE.matcher(text).replaceAll("").strip());
  }
}
