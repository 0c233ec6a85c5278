package io.flinkmobilenet.weights.safetensors;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import io.flinkmobilenet.tensor.DType;
import io.flinkmobilenet.weights.MalformedWeightsException;
import io.flinkmobilenet.weights.UnsupportedWeightsException;
import io.flinkmobilenet.weights.WeightsException;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Parses a header strictly: it refuses everything that the format does not define. */
final class HeaderParser {
  private static final String METADATA = "__metadata__";
  private static final int MAX_RANK = 8;

  // Nothing from a file may remain on the thread or in tables that the whole JVM shares.
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(3)
                  .maxNameLength(1_000)
                  .maxStringLength(SafetensorsReader.MAX_HEADER_BYTES)
                  .maxNumberLength(20)
                  .build())
          .build();

  private final String where;
  private final DataLayout layout;
  private final Map<String, String> metadata = new LinkedHashMap<>();
  private final Map<String, Header.Entry> entries = new LinkedHashMap<>();

  /**
   * Creates a parser for one file.
   *
   * @param where name of the file in error messages
   * @param dataBytes number of bytes after the header
   */
  HeaderParser(String where, int dataBytes) {
    this.where = where;
    this.layout = new DataLayout(where, dataBytes);
  }

  Header parse(String json) throws WeightsException {
    if (!json.startsWith("{")) {
      throw malformed("header: expected {, found " + beginning(json));
    }
    try (JsonParser parser = JSON.createParser(json)) {
      parser.nextToken();
      for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
        if (name.equals(METADATA)) {
          readMetadata(parser);
        } else {
          entries.put(name, readEntry(parser, name));
        }
      }
      if (parser.nextToken() != null) {
        throw malformed("header: expected nothing after its object");
      }
    } catch (JsonProcessingException e) {
      throw new MalformedWeightsException(where + ": header: " + JsonFault.describe(e), e);
    } catch (IOException e) {
      throw new MalformedWeightsException(where + ": header: " + e.getMessage(), e);
    }
    layout.requireNoHolesOrOverlaps(entries);
    return new Header(metadata, entries);
  }

  private static String beginning(String json) {
    return json.isEmpty() ? "nothing" : "character " + (int) json.charAt(0);
  }

  private void readMetadata(JsonParser parser) throws IOException, WeightsException {
    require(parser.nextToken(), JsonToken.START_OBJECT, METADATA);
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      require(parser.nextToken(), JsonToken.VALUE_STRING, METADATA + " " + name);
      metadata.put(name, parser.getText());
    }
  }

  private Header.Entry readEntry(JsonParser parser, String tensor)
      throws IOException, WeightsException {
    String dtype = null;
    long[] shape = null;
    long[] offsets = null;
    require(parser.nextToken(), JsonToken.START_OBJECT, tensor);
    for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
      JsonToken token = parser.nextToken();
      switch (key) {
        case "dtype" -> {
          require(token, JsonToken.VALUE_STRING, tensor + ": dtype");
          dtype = parser.getText();
        }
        case "shape" -> shape = readNumbers(parser, tensor + ": shape");
        case "data_offsets" -> offsets = readNumbers(parser, tensor + ": data_offsets");
        default ->
            throw malformed(
                tensor + ": expected dtype, shape and data_offsets, found \"" + key + "\"");
      }
    }
    if (dtype == null || shape == null || offsets == null) {
      String missing = dtype == null ? "dtype" : shape == null ? "shape" : "data_offsets";
      throw malformed(tensor + ": expected dtype, shape and data_offsets, found no " + missing);
    }
    return layout.entry(tensor, dtype(tensor, dtype), shape, offsets);
  }

  private long[] readNumbers(JsonParser parser, String what) throws IOException, WeightsException {
    require(parser.currentToken(), JsonToken.START_ARRAY, what);
    long[] numbers = new long[MAX_RANK];
    int count = 0;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      require(parser.currentToken(), JsonToken.VALUE_NUMBER_INT, what);
      if (count == MAX_RANK) {
        throw new UnsupportedWeightsException(
            "%s: %s: more than %d numbers".formatted(where, what, MAX_RANK));
      }
      long number = parser.getLongValue();
      if (number < 0) {
        throw malformed("%s: expected no negative number, found %d".formatted(what, number));
      }
      numbers[count++] = number;
    }
    return Arrays.copyOf(numbers, count);
  }

  private DType dtype(String tensor, String name) throws UnsupportedWeightsException {
    for (DType dtype : DType.values()) {
      if (dtype.name().equals(name)) {
        return dtype;
      }
    }
    throw new UnsupportedWeightsException(
        "%s: %s: dtype \"%s\", supported are %s"
            .formatted(where, tensor, name, Arrays.toString(DType.values())));
  }

  private void require(JsonToken found, JsonToken expected, String what)
      throws MalformedWeightsException {
    if (found != expected) {
      throw malformed("%s: expected %s, found %s".formatted(what, expected, found));
    }
  }

  private MalformedWeightsException malformed(String message) {
    return new MalformedWeightsException(where + ": " + message);
  }
}
