package io.flinkmobilenet.keras;

import com.fasterxml.jackson.databind.JsonNode;
import io.flinkmobilenet.weights.MalformedWeightsException;
import java.util.ArrayList;
import java.util.List;

/**
 * Parses the calls of a layer.
 *
 * <pre>
 * Keras 1, 2: [[["conv1", 0, 0, {…}], …], …], one list per call
 * operators of Keras 2: [["conv1", 0, 0, {"y": 3.0}], …]
 * Keras 3: [{"args": [{"class_name": "__keras_tensor__", "config": {"keras_history": …}}]}, …]
 * </pre>
 */
final class InboundNodes {
  /** Names of arguments that are operands; others, like {@code training}, are none. */
  private static final List<String> OPERANDS = List.of("inputs", "x", "x1", "x2", "y");

  private static final String CONSTANT = "_CONSTANT_VALUE";
  private static final int MAX_CALLS = 1 << 10;

  private final String where;
  private final String layer;

  InboundNodes(String where, String layer) {
    this.where = where;
    this.layer = layer.length() > 80 ? layer.substring(0, 80) + "…" : layer;
  }

  List<LayerCall> parse(JsonNode nodes) throws MalformedWeightsException {
    List<LayerCall> calls = new ArrayList<>();
    for (JsonNode node : nodes) {
      if (calls.size() == MAX_CALLS) {
        throw malformed("at most " + MAX_CALLS + " calls", "more");
      }
      List<LayerCall.Operand> operands = new ArrayList<>();
      if (node.isObject()) {
        arguments(node.path("args"), operands);
        keywords(node.path("kwargs"), operands);
      } else if (node.path(0).isTextual()) {
        operand(node, operands);
      } else {
        for (JsonNode tensor : node) {
          operand(tensor, operands);
        }
      }
      calls.add(new LayerCall(operands));
    }
    return calls;
  }

  /** Parses the inputs or outputs of a model: one source, or a list of sources. */
  List<TensorSource> sources(String what, JsonNode json) throws MalformedWeightsException {
    if (!json.isArray() || json.isEmpty()) {
      throw malformed(what + " as a list", json.isMissingNode() ? "none" : "another value");
    }
    if (json.get(0).isTextual()) {
      return List.of(source(json));
    }
    List<TensorSource> sources = new ArrayList<>();
    for (JsonNode source : json) {
      sources.add(source(source));
    }
    return sources;
  }

  private void operand(JsonNode tensor, List<LayerCall.Operand> operands)
      throws MalformedWeightsException {
    if (tensor.path(0).asText().equals(CONSTANT)) {
      operands.add(LayerCall.Operand.of(numbers(tensor.path(2))));
    } else {
      operands.add(LayerCall.Operand.of(source(tensor)));
    }
    keywords(tensor.path(3), operands);
  }

  /** Adds the tensors and numbers among the arguments of Keras 3, in their order. */
  private void arguments(JsonNode json, List<LayerCall.Operand> operands)
      throws MalformedWeightsException {
    if (json.path("class_name").asText().equals("__keras_tensor__")) {
      JsonNode history = json.path("config").path("keras_history");
      operands.add(LayerCall.Operand.of(source(history)));
    } else if (json.isNumber()) {
      operands.add(LayerCall.Operand.of(numbers(json)));
    } else if (json.isArray()) {
      for (JsonNode element : json) {
        arguments(element, operands);
      }
    }
  }

  private void keywords(JsonNode arguments, List<LayerCall.Operand> operands)
      throws MalformedWeightsException {
    for (String name : OPERANDS) {
      JsonNode value = arguments.path(name);
      if (value.isArray() && value.path(0).isTextual()) {
        operands.add(LayerCall.Operand.of(source(value)));
      } else if (value.isObject()) {
        arguments(value, operands);
      } else if (value.isNumber() || value.path(0).isNumber()) {
        operands.add(LayerCall.Operand.of(numbers(value)));
      }
    }
  }

  private List<Double> numbers(JsonNode json) throws MalformedWeightsException {
    List<Double> numbers = LayerConfig.numbers(json);
    if (numbers.isEmpty()) {
      throw malformed("a number, or a list of numbers, as a constant operand", "another value");
    }
    return numbers;
  }

  private TensorSource source(JsonNode json) throws MalformedWeightsException {
    boolean valid =
        json.isArray()
            && json.path(0).isTextual()
            && json.path(1).canConvertToInt()
            && json.path(2).canConvertToInt();
    if (!valid) {
      throw malformed("tensors as [layer, call, tensor]", "another value");
    }
    return new TensorSource(json.get(0).asText(), json.get(1).asInt(), json.get(2).asInt());
  }

  private MalformedWeightsException malformed(String expected, String found) {
    return new MalformedWeightsException(
        "%s: inputs of %s: expected %s, found %s".formatted(where, layer, expected, found));
  }
}
