package io.flinkmobilenet.keras;

import io.flinkmobilenet.weights.MalformedWeightsException;
import io.flinkmobilenet.weights.UnsupportedWeightsException;
import io.flinkmobilenet.weights.WeightsException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Converts models layer by layer, nested ones at each place where they are called. */
final class ModelConverter {
  /** Nested models that call each other twice would grow with every level. */
  private static final int MAX_CALLS = 1 << 16;

  private final GraphAssembly assembly;
  private final Map<String, Integer> names = new HashMap<>();
  private int calls;

  ModelConverter(GraphAssembly assembly) {
    this.assembly = assembly;
  }

  LayerValue convert(KerasModel model, LayerValue image) throws WeightsException {
    return convert(model, image, "");
  }

  private LayerValue convert(KerasModel model, LayerValue input, String prefix)
      throws WeightsException {
    requireOne(model, "input", model.inputs());
    requireOne(model, "output", model.outputs());
    Map<TensorSource, LayerValue> values = new HashMap<>();
    String inputLayer = model.inputs().get(0).layer();
    Set<KerasLayer> done = new HashSet<>();
    boolean progress = true;
    while (progress) {
      progress = false;
      for (KerasLayer layer : model.layers()) {
        if (!done.contains(layer)) {
          boolean first = layer.name().equals(inputLayer);
          if (layer(layer, first, input, values, prefix)) {
            done.add(layer);
            progress = true;
          }
        }
      }
    }
    return result(model, values);
  }

  private LayerValue result(KerasModel model, Map<TensorSource, LayerValue> values)
      throws MalformedWeightsException {
    TensorSource output = model.outputs().get(0);
    LayerValue value = find(values, output);
    if (value == null) {
      throw new MalformedWeightsException(
          "%s: model %s: expected inputs that come from its input, found layer %s without one"
              .formatted(assembly.where(), brief(model.name()), brief(output.layer())));
    }
    return value;
  }

  /** Converts all calls of a layer whose inputs are there; returns whether none is missing. */
  private boolean layer(
      KerasLayer layer,
      boolean first,
      LayerValue input,
      Map<TensorSource, LayerValue> values,
      String prefix)
      throws WeightsException {
    List<LayerCall> all =
        first
            ? List.of(new LayerCall(List.of(LayerCall.Operand.of(source(layer, -1)))))
            : layer.calls();
    for (int call = 0; call < all.size(); call++) {
      if (!values.containsKey(source(layer, call))) {
        List<LayerCall.Operand> operands = all.get(call).operands();
        List<LayerValue> inputs = first ? List.of(input) : inputs(operands, values);
        if (inputs == null) {
          return false;
        }
        values.put(source(layer, call), call(layer, operands, inputs, prefix));
      }
    }
    return true;
  }

  private LayerValue call(
      KerasLayer layer, List<LayerCall.Operand> operands, List<LayerValue> inputs, String prefix)
      throws WeightsException {
    if (++calls > MAX_CALLS) {
      throw new UnsupportedWeightsException(
          "%s: expected at most %d calls of layers, found more"
              .formatted(assembly.where(), MAX_CALLS));
    }
    String name = prefix + layer.name();
    if (layer.nested().isPresent()) {
      if (inputs.size() != 1) {
        throw new LayerConfig(assembly.where(), layer).unsupported("inputs", "1", inputs.size());
      }
      return convert(layer.nested().get(), inputs.get(0), name + "/");
    }
    LayerContext context = new LayerContext(assembly, layer, unique(name), name, operands, inputs);
    return LayerConverters.named(layer, assembly.where()).convert(context);
  }

  /** A shared layer has a node for each call. */
  private String unique(String name) {
    int call = names.merge(name, 1, Integer::sum);
    // The first node of a graph is called image.
    String own = name.equals("image") ? "image/layer" : name;
    return call == 1 ? own : own + "#" + call;
  }

  private static List<LayerValue> inputs(
      List<LayerCall.Operand> operands, Map<TensorSource, LayerValue> values) {
    List<LayerValue> inputs = new ArrayList<>();
    for (LayerCall.Operand operand : operands) {
      if (operand.source().isPresent()) {
        LayerValue value = find(values, operand.source().get());
        if (value == null) {
          return null;
        }
        inputs.add(value);
      }
    }
    return inputs;
  }

  /** Returns a value; a nested model was also called where it was defined, which is not saved. */
  private static LayerValue find(Map<TensorSource, LayerValue> values, TensorSource source) {
    LayerValue value = values.get(source);
    boolean only = !values.containsKey(new TensorSource(source.layer(), 1, 0));
    return value == null && source.tensor() == 0 && only
        ? values.get(new TensorSource(source.layer(), 0, 0))
        : value;
  }

  private static TensorSource source(KerasLayer layer, int call) {
    return new TensorSource(layer.name(), call, 0);
  }

  private void requireOne(KerasModel model, String what, List<TensorSource> found)
      throws UnsupportedWeightsException {
    if (found.size() != 1) {
      throw new UnsupportedWeightsException(
          "%s: model %s: expected 1 %s, found %d %s"
              .formatted(
                  assembly.where(),
                  brief(model.name()),
                  what,
                  found.size(),
                  found.stream().limit(4).map(source -> brief(source.layer())).toList()));
    }
  }

  private static String brief(String text) {
    return text.length() > 80 ? text.substring(0, 80) + "…" : text;
  }
}
