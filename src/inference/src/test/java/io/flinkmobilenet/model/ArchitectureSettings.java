package io.flinkmobilenet.model;

import io.flinkmobilenet.architecture.Configuration;
import io.flinkmobilenet.architecture.ImageClasses;
import io.flinkmobilenet.geometry.InputGeometry;
import io.flinkmobilenet.network.Scores;

/** Reads and writes the settings of an architecture as the artifact does. */
public final class ArchitectureSettings {
  private ArchitectureSettings() {}

  /** Reads a config.json. */
  public static Configuration read(String json, ImageClasses image) {
    try {
      return ConfigJson.read(
          new JsonObject(Json.read(json, "config"), "config"),
          new InputGeometry(image.height(), image.width(), image.height()),
          image.classes(),
          "config");
    } catch (InvalidModelException e) {
      throw new AssertionError(e);
    }
  }

  /** Writes the settings and reads them again. */
  public static Configuration again(Configuration configuration) {
    return read(ConfigJson.write(configuration, Scores.SOFTMAX), configuration.image());
  }
}
