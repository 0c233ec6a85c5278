package io.flinkmobilenet.weights.sharded;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import io.flinkmobilenet.weights.MalformedWeightsException;
import io.flinkmobilenet.weights.UnsupportedWeightsException;
import io.flinkmobilenet.weights.WeightsException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The index of weights in several files.
 *
 * <pre>
 * {"metadata": {"total_size": bytes}, "weight_map": {tensor: file, …}}
 * </pre>
 *
 * @param shards files by tensor, in the order of the index
 * @see <a href="https://huggingface.co/docs/transformers/big_models#sharded-checkpoints">Sharded
 *     checkpoints</a>
 */
record ShardIndex(Map<String, String> shards) {
  private static final int MAX_SHARDS = 1 << 8;
  private static final String MAP = "weight_map";

  /** A name in the same folder: neither a path nor a hidden file. */
  private static final Pattern FILE_NAME = Pattern.compile("\\w[\\w.-]{0,199}");

  // Nothing from a file may remain on the thread or in tables that the whole JVM shares.
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(8)
                  .maxNameLength(1_000)
                  .maxStringLength(10_000)
                  .maxNumberLength(30)
                  .build())
          .build();

  /**
   * Reads an index.
   *
   * @param where name of the file in error messages
   */
  static ShardIndex parse(byte[] json, String where) throws WeightsException {
    try (JsonParser parser = JSON.createParser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw malformed(where, "an object", "another value");
      }
      Map<String, String> shards = null;
      for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
        JsonToken token = parser.nextToken();
        if (name.equals(MAP) && token == JsonToken.START_OBJECT) {
          shards = map(parser, where);
        } else {
          parser.skipChildren();
        }
      }
      if (shards == null || shards.isEmpty()) {
        throw malformed(where, "an object " + MAP + " with the file of each tensor", "none");
      }
      return new ShardIndex(shards);
    } catch (JsonProcessingException e) {
      String problem = e.getOriginalMessage().lines().findFirst().orElse("no JSON");
      throw new MalformedWeightsException(
          "%s: expected JSON, found %s near line %d"
              .formatted(where, problem, e.getLocation() == null ? 0 : e.getLocation().getLineNr()),
          e);
    } catch (IOException e) {
      throw new MalformedWeightsException(where + ": " + e.getMessage(), e);
    }
  }

  private static Map<String, String> map(JsonParser parser, String where)
      throws IOException, WeightsException {
    Map<String, String> shards = new LinkedHashMap<>();
    Set<String> files = new LinkedHashSet<>();
    for (String tensor = parser.nextFieldName(); tensor != null; tensor = parser.nextFieldName()) {
      String file = parser.nextToken() == JsonToken.VALUE_STRING ? parser.getText() : "";
      if (!FILE_NAME.matcher(file).matches()) {
        throw malformed(
            where,
            "the name of a file in the same folder for each tensor",
            "another value for tensor " + shards.size());
      }
      shards.put(tensor, file);
      files.add(file);
      if (files.size() > MAX_SHARDS) {
        throw new UnsupportedWeightsException(
            "%s: expected at most %d files, found more".formatted(where, MAX_SHARDS));
      }
    }
    return shards;
  }

  private static MalformedWeightsException malformed(String where, String expected, String found) {
    return new MalformedWeightsException(
        "%s: expected %s, found %s".formatted(where, expected, found));
  }
}
