package io.flinkmobilenet.model;

import io.flinkmobilenet.architecture.Architecture;
import io.flinkmobilenet.architecture.Architectures;
import io.flinkmobilenet.architecture.Configuration;
import io.flinkmobilenet.architecture.ImageClasses;
import io.flinkmobilenet.geometry.InputGeometry;
import io.flinkmobilenet.graph.Graph;
import io.flinkmobilenet.network.Scores;
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

  static String write(Configuration config, Scores scores) {
    Map<String, Object> json = new TreeMap<>();
    json.put(MODEL_TYPE, config.architecture().modelType());
    config.settings().forEach((name, value) -> json.put(name, plain(value)));
    ProblemType.write(scores, config.image().classes(), json);
    return Json.write(json);
  }

  private static Object plain(Object value) {
    if (value instanceof Double number) {
      return Json.number(number);
    }
    return value instanceof Graph graph ? GraphJson.object(graph) : value;
  }
}
