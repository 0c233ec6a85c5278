package io.flinkmobilenet.model;

import io.flinkmobilenet.architecture.Architecture;
import io.flinkmobilenet.architecture.Architectures;
import io.flinkmobilenet.architecture.Configuration;
import io.flinkmobilenet.architecture.ImageClasses;
import io.flinkmobilenet.geometry.InputGeometry;
import io.flinkmobilenet.graph.Graph;
import io.flinkmobilenet.network.Scores;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Converts an architecture and its settings from and to {@code config.json}. The input has the size
 * of the preprocessing's crop.
 */
final class ConfigJson {
  private static final String MODEL_TYPE = "model_type";

  private ConfigJson() {}

  static Configuration read(JsonObject json, InputGeometry geometry, int classes, String where)
      throws InvalidModelException {
    Architecture architecture = Architectures.named(json.text(MODEL_TYPE, "")).orElse(null);
    if (architecture == null) {
      throw json.unexpected(MODEL_TYPE, "one of " + Architectures.names());
    }
    try {
      return architecture.read(
          new JsonSettings(json),
          new ImageClasses(geometry.cropHeight(), geometry.cropWidth(), classes));
    } catch (JsonSettings.InvalidSettingException e) {
      throw e.reason();
    } catch (IllegalArgumentException e) {
      throw new InvalidModelException(where + ": " + e.getMessage(), e);
    }
  }

  /** Returns the architecture and its settings without labels. */
  static String write(Configuration config, Scores scores) {
    return Json.write(object(config, scores));
  }

  /** Returns a whole {@code config.json}, with the labels. */
  static String write(Configuration config, Scores scores, List<String> labels) {
    Map<String, Object> json = object(config, scores);
    Map<String, String> byIndex = new LinkedHashMap<>();
    for (int index = 0; index < labels.size(); index++) {
      byIndex.put(Integer.toString(index), labels.get(index));
    }
    json.put("id2label", byIndex);
    return Json.write(json);
  }

  private static Map<String, Object> object(Configuration config, Scores scores) {
    Map<String, Object> json = new TreeMap<>();
    json.put(MODEL_TYPE, config.architecture().modelType());
    config.settings().forEach((name, value) -> json.put(name, plain(value)));
    ProblemType.write(scores, config.image().classes(), json);
    return json;
  }

  private static Object plain(Object value) {
    if (value instanceof Double number) {
      return Json.number(number);
    }
    return value instanceof Graph graph ? GraphJson.object(graph) : value;
  }
}
