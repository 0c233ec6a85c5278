package io.flinkmobilenet.keras;

import com.fasterxml.jackson.databind.JsonNode;
import io.flinkmobilenet.weights.MalformedWeightsException;
import io.flinkmobilenet.weights.UnsupportedWeightsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The settings of a layer. Keras 1 has other names for some of them. */
final class LayerConfig {
  private static final int MAX_NUMBERS = 1 << 16;

  private final String where;
  private final KerasLayer layer;
  private final JsonNode config;

  LayerConfig(String where, KerasLayer layer) {
    this.where = where;
    this.layer = layer;
    config = layer.config();
  }

  /** Returns whether there is a setting other than {@code null}. */
  boolean has(String key) {
    return config.hasNonNull(key);
  }

  JsonNode json(String key) {
    return plain(config.path(key));
  }

  int integer(String key, int otherwise) throws MalformedWeightsException {
    JsonNode value = value(key);
    if (value == null) {
      return otherwise;
    }
    if (!value.isNumber() || value.asDouble() != value.asInt()) {
      throw malformed(key, "a whole number", value);
    }
    return value.asInt();
  }

  double number(String key, double otherwise) throws MalformedWeightsException {
    JsonNode value = value(key);
    if (value == null) {
      return otherwise;
    }
    if (!value.isNumber() || !Double.isFinite(value.asDouble())) {
      throw malformed(key, "a finite number", value);
    }
    return value.asDouble();
  }

  boolean truth(String key, boolean otherwise) throws MalformedWeightsException {
    JsonNode value = value(key);
    if (value == null) {
      return otherwise;
    }
    if (!value.isBoolean()) {
      throw malformed(key, "true or false", value);
    }
    return value.asBoolean();
  }

  String text(String key, String otherwise) throws MalformedWeightsException {
    JsonNode value = value(key);
    if (value == null) {
      return otherwise;
    }
    if (!value.isTextual()) {
      throw malformed(key, "a text", value);
    }
    return value.asText();
  }

  /** Returns two whole numbers; one counts for both. */
  int[] pair(String key, int... otherwise) throws MalformedWeightsException {
    JsonNode value = value(key);
    if (value == null) {
      return otherwise;
    }
    boolean two = value.isArray() && value.size() == 2;
    JsonNode first = two ? value.get(0) : value;
    JsonNode second = two ? value.get(1) : value;
    if (!first.isInt() || !second.isInt()) {
      throw malformed(key, "1 or 2 whole numbers", value);
    }
    return new int[] {first.asInt(), second.asInt()};
  }

  /** Returns the numbers of a list of any depth, or a single number; empty if there is neither. */
  List<Double> numbers(String key) {
    return numbers(config.path(key));
  }

  static List<Double> numbers(JsonNode json) {
    List<Double> numbers = new ArrayList<>();
    return collect(plain(json), numbers) ? numbers : List.of();
  }

  private static boolean collect(JsonNode json, List<Double> numbers) {
    if (json.isNumber() && numbers.size() < MAX_NUMBERS && Double.isFinite(json.asDouble())) {
      numbers.add(json.asDouble());
      return true;
    }
    if (!json.isArray()) {
      return false;
    }
    for (JsonNode element : json) {
      if (!collect(element, numbers)) {
        return false;
      }
    }
    return true;
  }

  /** Refuses a setting that has another value than the one that is supported. */
  void require(String key, boolean supported, String expected) throws UnsupportedWeightsException {
    if (!supported) {
      throw unsupported(key, expected, brief(json(key)));
    }
  }

  /** Refuses maps whose channels come first. */
  void requireChannelsLast() throws UnsupportedWeightsException {
    String format = json("data_format").asText("channels_last");
    if (format.equals("channels_first")) {
      throw unsupported("data_format", "channels_last", format);
    }
    // Keras 1.
    String ordering = json("dim_ordering").asText("tf");
    if (ordering.equals("th")) {
      throw unsupported("dim_ordering", "tf", ordering);
    }
  }

  /** Returns a refusal of this layer. */
  UnsupportedWeightsException unsupported(String what, Object expected, Object found) {
    return new UnsupportedWeightsException(
        "%s: %s: %s: expected %s, found %s".formatted(where, layer, what, expected, found));
  }

  private MalformedWeightsException malformed(String key, String expected, JsonNode found) {
    return new MalformedWeightsException(
        "%s: %s: %s: expected %s, found %s".formatted(where, layer, key, expected, brief(found)));
  }

  private JsonNode value(String key) {
    return has(key) ? json(key) : null;
  }

  /** Returns the first of two settings that there is. */
  Optional<String> either(String key, String older) {
    return has(key) ? Optional.of(key) : has(older) ? Optional.of(older) : Optional.empty();
  }

  /** Takes a tuple or array of Keras 3 out of the object that says its class. */
  private static JsonNode plain(JsonNode json) {
    String type = json.path("class_name").asText();
    if (type.equals("__tuple__")) {
      return json.path("items");
    }
    return type.equals("__numpy__") ? json.path("config").path("value") : json;
  }

  private static String brief(JsonNode json) {
    if (json.isMissingNode()) {
      return "none";
    }
    // A large value is not written out in full.
    String text = json.isContainerNode() && json.size() > 8 ? "another value" : json.toString();
    return text.length() > 60 ? text.substring(0, 60) + "…" : text;
  }
}
