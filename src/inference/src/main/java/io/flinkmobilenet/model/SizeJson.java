package io.flinkmobilenet.model;

import com.fasterxml.jackson.databind.JsonNode;
import io.flinkmobilenet.geometry.Resize;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads sizes in {@code preprocessor_config.json} in all forms that Hugging Face's {@code
 * get_size_dict} accepts: a number, {@code [height, width]}, or an object.
 */
final class SizeJson {
  private static final int DEFAULT_EDGE = 256;
  private static final int DEFAULT_CROP = 224;

  private SizeJson() {}

  /** A width and a height in pixels. */
  record Extent(int width, int height) {}

  /**
   * Returns the resize from {@code size}.
   *
   * @param numberIsSquare whether a single number is the edge of a square rather than the shortest
   *     edge
   */
  static Resize resize(JsonObject json, boolean numberIsSquare) throws InvalidModelException {
    String key = "size";
    JsonNode size = json.get(key);
    if (!json.has(key) || size.isValueNode()) {
      int edge = json.integer(key, DEFAULT_EDGE);
      return numberIsSquare ? Resize.stretch(edge, edge) : Resize.shortestEdge(edge);
    }
    if (size.isObject() && json.object(key).has("shortest_edge")) {
      JsonObject edges = json.object(key);
      for (String other : new String[] {"longest_edge", "height", "width"}) {
        if (edges.has(other)) {
          throw json.unexpected(
              key, "a shortest_edge or a height and width, not shortest_edge with " + other);
        }
      }
      return Resize.shortestEdge(edges.integer("shortest_edge", 0));
    }
    Extent extent = extent(json, key, "a shortest_edge, or height and width");
    return Resize.stretch(extent.width(), extent.height());
  }

  /** Returns the crop from {@code crop_size}; a single number applies to both edges. */
  static Extent crop(JsonObject json) throws InvalidModelException {
    String key = "crop_size";
    if (!json.has(key) || json.get(key).isValueNode()) {
      int edge = json.integer(key, DEFAULT_CROP);
      return new Extent(edge, edge);
    }
    return extent(json, key, "height and width");
  }

  private static Extent extent(JsonObject json, String key, String expected)
      throws InvalidModelException {
    JsonNode size = json.get(key);
    if (size.isArray() && size.size() == 2) {
      return new Extent(edge(json, key, size.get(1)), edge(json, key, size.get(0)));
    }
    if (!size.isObject()) {
      throw json.unexpected(key, expected);
    }
    JsonObject edges = json.object(key);
    if (!edges.has("width") || !edges.has("height")) {
      throw json.unexpected(key, expected);
    }
    return new Extent(edges.integer("width", 0), edges.integer("height", 0));
  }

  private static int edge(JsonObject json, String key, JsonNode value)
      throws InvalidModelException {
    if (!value.canConvertToExactIntegral() || !value.canConvertToInt()) {
      throw json.unexpected(key, "whole numbers");
    }
    return value.intValue();
  }

  /** Returns the size before the crop as a JSON object. */
  static Map<String, Object> write(Resize resize) {
    return resize.stretched()
        ? write(resize.width(), resize.height())
        : Map.of("shortest_edge", resize.width());
  }

  /** Returns height and width as a JSON object. */
  static Map<String, Object> write(int width, int height) {
    return new TreeMap<>(Map.of("height", height, "width", width));
  }
}
