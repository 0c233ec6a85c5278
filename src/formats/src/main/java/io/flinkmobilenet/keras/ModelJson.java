package io.flinkmobilenet.keras;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flinkmobilenet.weights.MalformedWeightsException;
import io.flinkmobilenet.weights.UnsupportedWeightsException;
import io.flinkmobilenet.weights.WeightsException;
import io.flinkmobilenet.weights.safetensors.JsonFault;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Reads the JSON of models within limits. */
public final class ModelJson {
  /** Longest JSON that is read. */
  public static final int MAX_BYTES = 16 << 20;

  /** Models nest in models, each some levels deep. */
  private static final int MAX_DEPTH = 256;

  // Python writes the numbers NaN and Infinity, which JSON does not have.
  private static final ObjectMapper MAPPER =
      new ObjectMapper(
              JsonFactory.builder()
                  .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
                  .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                  .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                  .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxNumberLength(100)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private ModelJson() {}

  /**
   * Parses a text.
   *
   * @param text UTF-8
   * @param where name of the text in error messages
   * @throws WeightsException if it is no JSON object, or too long
   */
  public static JsonNode read(byte[] text, String where) throws WeightsException {
    if (text.length > MAX_BYTES) {
      throw new UnsupportedWeightsException(
          "%s: expected at most %d bytes of JSON, found %d"
              .formatted(where, MAX_BYTES, text.length));
    }
    try {
      String decoded = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text)).toString();
      JsonNode json = MAPPER.readTree(decoded);
      if (json == null || !json.isObject()) {
        throw new MalformedWeightsException(
            where + ": expected a JSON object, found another value");
      }
      return json;
    } catch (CharacterCodingException e) {
      throw new MalformedWeightsException(where + ": expected JSON in UTF-8", e);
    } catch (JsonProcessingException e) {
      throw new MalformedWeightsException(where + ": expected JSON: " + JsonFault.describe(e), e);
    }
  }
}
