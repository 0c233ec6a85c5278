package io.flinkmobilenet.keras;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.flinkmobilenet.weights.MalformedWeightsException;
import io.flinkmobilenet.weights.UnsupportedWeightsException;
import io.flinkmobilenet.weights.WeightsException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Parses the configuration of a model: Sequential and Functional, also nested. */
final class ModelParser {
  private static final Set<String> MODELS = Set.of("Sequential", "Functional", "Model");
  private static final int MAX_LAYERS = 1 << 12;
  private static final int MAX_NAME = 256;

  private final String where;
  private int count;

  ModelParser(String where) {
    this.where = where;
  }

  /** Parses the outermost object. */
  KerasModel parse(JsonNode json) throws WeightsException {
    JsonNode model = json;
    for (String wrapper : List.of("modelTopology", "model_config")) {
      model = model.has(wrapper) ? model.get(wrapper) : model;
    }
    String type = text(model, "class_name", "model");
    if (!MODELS.contains(type)) {
      throw new UnsupportedWeightsException(
          "%s: expected a model of %s, found %s, a class of its own"
              .formatted(where, "Sequential or Functional", brief(type)));
    }
    return model(type, model, type.toLowerCase(Locale.ROOT));
  }

  private KerasModel model(String type, JsonNode json, String fallbackName)
      throws WeightsException {
    JsonNode config = json.path("config");
    JsonNode layers = config.isArray() ? config : config.path("layers");
    if (!layers.isArray()) {
      throw malformed(fallbackName, "a list of layers", "none");
    }
    String name = config.path("name").asText(fallbackName);
    return type.equals("Sequential") ? sequential(name, layers) : functional(name, config, layers);
  }

  private KerasModel sequential(String name, JsonNode layers) throws WeightsException {
    List<KerasLayer> parsed = new ArrayList<>();
    Set<String> names = new HashSet<>();
    String last = null;
    for (JsonNode json : layers) {
      List<LayerCall> calls =
          last == null
              ? List.of()
              : List.of(new LayerCall(List.of(LayerCall.Operand.of(new TensorSource(last, 0, 0)))));
      KerasLayer layer = layer(json, calls, parsed.size(), names);
      parsed.add(layer);
      last = layer.name();
    }
    if (last == null) {
      throw malformed(name, "at least 1 layer", "none");
    }
    TensorSource first = new TensorSource(parsed.get(0).name(), 0, 0);
    return new KerasModel(name, parsed, List.of(first), List.of(new TensorSource(last, 0, 0)));
  }

  private KerasModel functional(String name, JsonNode config, JsonNode layers)
      throws WeightsException {
    List<KerasLayer> parsed = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (JsonNode json : layers) {
      InboundNodes inbound = new InboundNodes(where, json.path("name").asText("?"));
      parsed.add(layer(json, inbound.parse(json.path("inbound_nodes")), parsed.size(), names));
    }
    InboundNodes ends = new InboundNodes(where, name);
    return new KerasModel(
        name,
        parsed,
        ends.sources("input_layers", config.path("input_layers")),
        ends.sources("output_layers", config.path("output_layers")));
  }

  private KerasLayer layer(JsonNode json, List<LayerCall> calls, int index, Set<String> names)
      throws WeightsException {
    if (++count > MAX_LAYERS) {
      throw new UnsupportedWeightsException(
          "%s: expected at most %d layers, found more".formatted(where, MAX_LAYERS));
    }
    String type = text(json, "class_name", "layer " + index);
    JsonNode config = json.path("config");
    String fallback = type.toLowerCase(Locale.ROOT) + "_" + index;
    String name = json.path("name").asText(config.path("name").asText(fallback));
    if (name.length() > MAX_NAME) {
      throw malformed("layer " + name, "a name of at most " + MAX_NAME + " characters", "more");
    }
    if (!names.add(name)) {
      throw malformed("layer " + name, "a name of its own", "it twice");
    }
    if (MODELS.contains(type)) {
      KerasModel nested = model(type, json, name);
      return new KerasLayer(name, type, MissingNode.getInstance(), calls, Optional.of(nested));
    }
    return new KerasLayer(name, type, config, calls, Optional.empty());
  }

  private String text(JsonNode json, String key, String what) throws WeightsException {
    JsonNode value = json.path(key);
    if (!value.isTextual()) {
      throw malformed(what, "a text " + key, value.isMissingNode() ? "none" : "another value");
    }
    return value.asText();
  }

  private MalformedWeightsException malformed(String what, String expected, String found) {
    return new MalformedWeightsException(
        "%s: %s: expected %s, found %s".formatted(where, brief(what), expected, found));
  }

  private static String brief(String text) {
    return text.length() > 80 ? text.substring(0, 80) + "…" : text;
  }
}
