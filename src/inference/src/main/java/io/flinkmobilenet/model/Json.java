package io.flinkmobilenet.model;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flinkmobilenet.weights.safetensors.JsonFault;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;

/** Reads JSON strictly, and writes it in one canonical way. */
final class Json {
  // Nothing from a model may remain on the thread or in tables that the whole JVM shares.
  private static final ObjectMapper MAPPER =
      new ObjectMapper(
              JsonFactory.builder()
                  .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
                  .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                  .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(32)
                          .maxNumberLength(100)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private Json() {}

  /** Parses a text. */
  static JsonNode read(String text, String where) throws InvalidModelException {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new InvalidModelException(where + ": expected JSON: " + JsonFault.describe(e), e);
    }
  }

  /** Parses a text given as UTF-8 bytes. */
  static JsonNode read(byte[] text, String where) throws InvalidModelException {
    try {
      return read(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text)).toString(), where);
    } catch (CharacterCodingException e) {
      throw new InvalidModelException(where + ": expected text in UTF-8", e);
    }
  }

  /** Writes a map, list, text, number or boolean without white space; maps keep their order. */
  static String write(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /**
   * Returns the shortest decimal that is parsed as the given number. The digits of {@code
   * Double.toString} changed with JDK 19, and the digest of a model must not depend on the JDK.
   */
  static BigDecimal number(double value) {
    return shortest(value, decimal -> decimal.doubleValue() == value);
  }

  /** Returns the shortest decimal that, parsed as a double, is nearest to the given float. */
  static BigDecimal number(float value) {
    return shortest(value, decimal -> (float) decimal.doubleValue() == value);
  }

  private static BigDecimal shortest(double value, Predicate<BigDecimal> readsAsIt) {
    BigDecimal exact = new BigDecimal(value);
    for (int digits = 1; ; digits++) {
      BigDecimal rounded = exact.round(new MathContext(digits));
      if (readsAsIt.test(rounded)) {
        return rounded.signum() == 0 ? BigDecimal.ZERO : plain(rounded.stripTrailingZeros());
      }
    }
  }

  private static BigDecimal plain(BigDecimal value) {
    return value.scale() < 0 ? value.setScale(0) : value;
  }
}
