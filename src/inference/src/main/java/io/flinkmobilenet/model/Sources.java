package io.flinkmobilenet.model;

import io.flinkmobilenet.weights.safetensors.SafetensorsWriter;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** Reads and writes where the parts of an imported model were taken from. */
final class Sources {
  private static final String KEY = "sources";
  private static final int MAX_PARTS = 16;
  private static final int MAX_CHARACTERS = 1000;

  private Sources() {}

  static Map<String, String> read(Map<String, String> metadata, String where)
      throws InvalidModelException {
    Map<String, String> sources = new TreeMap<>();
    if (!metadata.containsKey(KEY)) {
      return sources;
    }
    String inSources = where + ": " + KEY;
    JsonObject json = new JsonObject(Json.read(metadata.get(KEY), inSources), inSources);
    if (json.keys().isEmpty() || json.keys().size() > MAX_PARTS) {
      throw new InvalidModelException(
          "%s: expected 1 to %d parts, found %d"
              .formatted(inSources, MAX_PARTS, json.keys().size()));
    }
    for (String part : json.keys()) {
      String source = json.has(part) ? json.text(part, "") : "";
      if (source.isEmpty() || source.length() > MAX_CHARACTERS) {
        throw json.unexpected(part, "a text of 1 to " + MAX_CHARACTERS + " characters");
      }
      sources.put(part, source);
    }
    return sources;
  }

  /** Returns the sources in order, with texts that are too long for an artifact shortened. */
  static Map<String, String> shortened(Map<String, String> sources) {
    Map<String, String> shortened = new TreeMap<>();
    sources.forEach(
        (part, source) ->
            shortened.put(
                part,
                source.length() <= MAX_CHARACTERS
                    ? source
                    : source.substring(0, MAX_CHARACTERS - 1) + "…"));
    return Collections.unmodifiableMap(shortened);
  }

  /** Returns the sources in a file that is an artifact; other files have none. */
  static Map<String, String> ofImported(Map<String, String> metadata, String where)
      throws InvalidModelException {
    return metadata.containsKey("artifact_version") ? read(metadata, where) : Map.of();
  }

  static void write(Map<String, String> sources, SafetensorsWriter writer) {
    if (!sources.isEmpty()) {
      writer.metadata(KEY, Json.write(sources));
    }
  }
}
