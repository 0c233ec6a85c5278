package io.flinkmobilenet.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** An object in a JSON file; its exceptions name the file and the key. */
final class JsonObject {
  private final String where;
  private final JsonNode node;

  JsonObject(JsonNode node, String where) throws InvalidModelException {
    if (!node.isObject()) {
      throw new InvalidModelException(where + ": expected an object, found " + describe(node));
    }
    this.where = where;
    this.node = node;
  }

  /** Returns what messages call this object. */
  String where() {
    return where;
  }

  /** Whether the key has a value; Python writes null for a setting left at its default. */
  boolean has(String key) {
    return node.hasNonNull(key);
  }

  /** Returns the keys in their order, with those whose value is null. */
  List<String> keys() {
    List<String> keys = new ArrayList<>();
    node.fieldNames().forEachRemaining(keys::add);
    return keys;
  }

  JsonNode get(String key) {
    return node.get(key);
  }

  /** Returns the object with the given key. */
  JsonObject object(String key) throws InvalidModelException {
    return new JsonObject(node.get(key), where + ": " + key);
  }

  String text(String key, String absent) throws InvalidModelException {
    if (!has(key)) {
      return absent;
    }
    if (!get(key).isTextual()) {
      throw unexpected(key, "a text");
    }
    return get(key).textValue();
  }

  boolean truth(String key, boolean absent) throws InvalidModelException {
    if (!has(key)) {
      return absent;
    }
    if (!get(key).isBoolean()) {
      throw unexpected(key, "true or false");
    }
    return get(key).booleanValue();
  }

  /** Returns a whole number; 6.0 counts as one. */
  int integer(String key, int absent) throws InvalidModelException {
    if (!has(key)) {
      return absent;
    }
    double value = get(key).isNumber() ? get(key).doubleValue() : Double.NaN;
    if (value != (int) value) {
      throw unexpected(key, "a whole number");
    }
    return (int) value;
  }

  double number(String key, double absent) throws InvalidModelException {
    if (!has(key)) {
      return absent;
    }
    if (!get(key).isNumber() || !Double.isFinite(get(key).doubleValue())) {
      throw unexpected(key, "a number");
    }
    return get(key).doubleValue();
  }

  /** Returns whole numbers. */
  List<Integer> integers(String key, List<Integer> absent) throws InvalidModelException {
    if (!has(key)) {
      return absent;
    }
    List<Integer> values = new ArrayList<>();
    for (JsonNode value : get(key)) {
      if (!value.isNumber() || value.doubleValue() != (int) value.doubleValue()) {
        throw unexpected(key, "whole numbers");
      }
      values.add((int) value.doubleValue());
    }
    if (!get(key).isArray()) {
      throw unexpected(key, "a list of whole numbers");
    }
    return values;
  }

  /** Returns a number for each of three channels; a single number counts for all three. */
  List<Float> channels(String key, float absent) throws InvalidModelException {
    if (!has(key)) {
      return List.of(absent, absent, absent);
    }
    if (get(key).isNumber()) {
      float value = (float) get(key).doubleValue();
      return List.of(value, value, value);
    }
    List<Float> values = new ArrayList<>();
    for (JsonNode value : get(key)) {
      if (!value.isNumber() || values.size() == 3) {
        throw unexpected(key, "3 numbers");
      }
      values.add((float) value.doubleValue());
    }
    if (values.size() != 3) {
      throw unexpected(key, "3 numbers");
    }
    return values;
  }

  /** Refuses a setting whose value is not the only one supported; a missing setting is accepted. */
  void requireText(String key, String only) throws InvalidModelException {
    if (!text(key, only).equals(only)) {
      throw unexpected(key, "\"" + only + "\", the only one supported");
    }
  }

  /** Refuses a setting whose value is not the only one supported; a missing setting is accepted. */
  void requireInteger(String key, int only) throws InvalidModelException {
    if (integer(key, only) != only) {
      throw unexpected(key, only + ", the only one supported");
    }
  }

  /** Refuses a setting whose value is not the only one supported; a missing setting is accepted. */
  void requireTruth(String key, boolean only) throws InvalidModelException {
    if (truth(key, only) != only) {
      throw unexpected(key, only + ", the only one supported");
    }
  }

  InvalidModelException unexpected(String key, String expected) {
    String found = node.has(key) ? describe(get(key)) : "nothing";
    return new InvalidModelException(
        where + ": " + key + ": expected " + expected + ", found " + found);
  }

  private static String describe(JsonNode node) {
    if (node.isMissingNode()) {
      return "nothing";
    }
    String text =
        node.isContainerNode()
            ? node.getNodeType().name().toLowerCase(Locale.ROOT)
            : node.toString();
    return text.length() > 80 ? text.substring(0, 80) + "…" : text;
  }
}
