package io.flinkmobilenet.keras;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/** A layer of a model, or a model that is used as a layer. Two layers are never equal. */
public final class KerasLayer {
  private final String name;
  private final String type;
  private final JsonNode config;
  private final List<LayerCall> calls;
  private final Optional<KerasModel> nested;

  KerasLayer(
      String name,
      String type,
      JsonNode config,
      List<LayerCall> calls,
      Optional<KerasModel> nested) {
    this.name = name;
    this.type = type;
    this.config = config;
    this.calls = List.copyOf(calls);
    this.nested = nested;
  }

  /** Returns the name, which no other layer of the same model has. */
  public String name() {
    return name;
  }

  /** Returns the name of the layer's class, for example {@code Conv2D}. */
  public String type() {
    return type;
  }

  /** Returns the model, if the layer is one. */
  public Optional<KerasModel> nested() {
    return nested;
  }

  /** Returns whether the layer's weights were updated in training. */
  public boolean trainable() {
    return config.path("trainable").asBoolean(true);
  }

  /** Returns whether the layer, or a layer of it if it is a model, has weights. */
  public boolean weighted() {
    return LayerVariables.weighted(this);
  }

  JsonNode config() {
    return config;
  }

  /** Returns the calls of the layer: one, unless the layer is shared. */
  List<LayerCall> calls() {
    return calls;
  }

  @Override
  public String toString() {
    return "layer %s (%s)".formatted(brief(name), brief(type));
  }

  private static String brief(String text) {
    return text.length() > 80 ? text.substring(0, 80) + "…" : text;
  }
}
