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

/** Strict reading of JSON, and one way of writing it. */
final class Json {
  // Nothing of a model may stay behind on the thread or in tables shared by the whole JVM.
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

  /** A text as a tree. */
  static JsonNode read(String text, String where) throws InvalidModelException {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new InvalidModelException(where + ": expected JSON: " + JsonFault.describe(e), e);
    }
  }

  /** The bytes of a text in UTF-8 as a tree. */
  static JsonNode read(byte[] text, String where) throws InvalidModelException {
    try {
      return read(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text)).toString(), where);
    } catch (CharacterCodingException e) {
      throw new InvalidModelException(where + ": expected text in UTF-8", e);
    }
  }

  /** A map, list, text, number or truth value without white space, maps in their own order. */
  static String write(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /**
   * The shortest decimal that reads as the given number. {@code Double.toString} gives other digits
   * before JDK 19 than since, and the digest of a model must not depend on the JDK.
   */
  static BigDecimal number(double value) {
    return shortest(value, decimal -> decimal.doubleValue() == value);
  }

  /** The shortest decimal that, read as a double, is nearest to the given float. */
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
