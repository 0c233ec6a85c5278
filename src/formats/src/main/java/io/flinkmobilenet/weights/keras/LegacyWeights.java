package io.flinkmobilenet.weights.keras;

import io.flinkmobilenet.keras.KerasLayer;
import io.flinkmobilenet.keras.KerasModel;
import io.flinkmobilenet.keras.NamedWeights;
import io.flinkmobilenet.keras.StoredWeight;
import io.flinkmobilenet.keras.WeightSource;
import io.flinkmobilenet.weights.MalformedWeightsException;
import io.flinkmobilenet.weights.WeightsException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The layout of Keras 1 and 2, which Keras 3 still writes as {@code .h5}: a group per layer, whose
 * attribute {@code weight_names} lists its datasets. A model that is a layer has one group.
 */
final class LegacyWeights implements WeightSource {
  private static final int MAX_PARTS = 1 << 10;

  private final Hdf5Group group;
  private final String where;

  LegacyWeights(Hdf5Group group, String where) {
    this.group = group;
    this.where = where;
  }

  /** Returns whether a group has this layout. */
  static boolean recognises(Hdf5Group group) throws WeightsException {
    return names(group, "layer_names").isPresent();
  }

  /** Returns the stored weights by the name of their layer, without layers that have none. */
  Map<String, List<StoredWeight>> byLayer() throws WeightsException {
    List<String> layers = names(group, "layer_names").orElse(List.of());
    Map<String, List<StoredWeight>> weights = new LinkedHashMap<>();
    for (String layer : layers) {
      Hdf5Group inner =
          group.group(layer).orElseThrow(() -> malformed("a group of layer " + layer, "none"));
      List<StoredWeight> stored = new ArrayList<>();
      for (String name : names(inner, "weight_names").orElse(List.of())) {
        Hdf5Dataset dataset = inner.dataset(name);
        stored.add(new StoredWeight(name, dataset.shape(), dataset::values));
      }
      if (!stored.isEmpty()) {
        weights.put(layer, stored);
      }
    }
    return weights;
  }

  /** Returns the texts of an attribute; a long list is split into several, numbered from 0. */
  private static Optional<List<String>> names(Hdf5Group group, String attribute)
      throws WeightsException {
    Optional<List<String>> whole = group.texts(attribute);
    Optional<List<String>> part = group.texts(attribute + "0");
    if (whole.isPresent() || part.isEmpty()) {
      return whole;
    }
    List<String> names = new ArrayList<>();
    for (int index = 1; part.isPresent() && index < MAX_PARTS; index++) {
      names.addAll(part.get());
      part = group.texts(attribute + index);
    }
    return Optional.of(names);
  }

  @Override
  public Map<KerasLayer, List<StoredWeight>> assign(KerasModel model) throws WeightsException {
    Map<String, List<StoredWeight>> stored = byLayer();
    Map<KerasLayer, List<StoredWeight>> assigned = new LinkedHashMap<>();
    List<KerasLayer> layers = model.layers().stream().filter(KerasLayer::weighted).toList();
    boolean named =
        layers.stream()
            .map(KerasLayer::name)
            .collect(Collectors.toSet())
            .containsAll(stored.keySet());
    // Like Keras, which goes by the order unless it is told to go by names.
    if (!named && layers.size() != stored.size()) {
      throw malformed("weights of %d layers".formatted(layers.size()), stored.size() + "");
    }
    List<List<StoredWeight>> inOrder = List.copyOf(stored.values());
    for (int index = 0; index < layers.size(); index++) {
      KerasLayer layer = layers.get(index);
      List<StoredWeight> weights =
          named ? stored.getOrDefault(layer.name(), List.of()) : inOrder.get(index);
      if (layer.nested().isPresent()) {
        assigned.putAll(NamedWeights.assign(layer.nested().get(), weights, where));
      } else {
        assigned.put(layer, weights);
      }
    }
    return assigned;
  }

  private MalformedWeightsException malformed(String expected, String found) {
    return new MalformedWeightsException(
        "%s: weights: expected %s, found %s".formatted(where, expected, found));
  }
}
