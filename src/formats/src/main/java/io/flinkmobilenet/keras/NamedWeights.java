package io.flinkmobilenet.keras;

import io.flinkmobilenet.weights.MalformedWeightsException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Assigns a list of weights to the layers of a model, by names or else by their order. */
public final class NamedWeights {
  private NamedWeights() {}

  /**
   * Assigns the weights of a model, which can be one of several layers.
   *
   * <p>A name is a path whose last part is the variable and the one before it the layer. If the
   * layers of that name are none or several, the order decides: first what was trained, layer by
   * layer, then the rest.
   *
   * @param where name of the file in error messages
   * @throws MalformedWeightsException if neither names nor numbers of weights fit
   */
  public static Map<KerasLayer, List<StoredWeight>> assign(
      KerasModel model, List<StoredWeight> weights, String where) throws MalformedWeightsException {
    Map<KerasLayer, List<StoredWeight>> assigned = byName(model, weights);
    return assigned.isEmpty() && !weights.isEmpty() ? byOrder(model, weights, where) : assigned;
  }

  private static Map<KerasLayer, List<StoredWeight>> byName(
      KerasModel model, List<StoredWeight> weights) {
    Map<String, KerasLayer> layers = new HashMap<>();
    Map<KerasLayer, List<StoredWeight>> assigned = new LinkedHashMap<>();
    for (KerasLayer layer : model.leaves()) {
      if (LayerVariables.weighted(layer) && layers.put(layer.name(), layer) != null) {
        return Map.of();
      }
    }
    for (StoredWeight weight : weights) {
      String[] parts = weight.name().split("/");
      KerasLayer layer = parts.length < 2 ? null : layers.get(parts[parts.length - 2]);
      if (layer == null) {
        return Map.of();
      }
      assigned.computeIfAbsent(layer, key -> new ArrayList<>()).add(weight);
    }
    return assigned;
  }

  private static Map<KerasLayer, List<StoredWeight>> byOrder(
      KerasModel model, List<StoredWeight> weights, String where) throws MalformedWeightsException {
    List<KerasLayer> order = LayerVariables.order(model);
    if (order.size() != weights.size()) {
      throw new MalformedWeightsException(
          "%s: model %s: expected %d weights, found %d, whose names are not those of its layers"
              .formatted(where, model.name(), order.size(), weights.size()));
    }
    Map<KerasLayer, List<StoredWeight>> assigned = new LinkedHashMap<>();
    for (int i = 0; i < weights.size(); i++) {
      assigned.computeIfAbsent(order.get(i), key -> new ArrayList<>()).add(weights.get(i));
    }
    return assigned;
  }
}
