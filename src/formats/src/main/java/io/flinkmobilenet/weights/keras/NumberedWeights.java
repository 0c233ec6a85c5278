package io.flinkmobilenet.weights.keras;

import io.flinkmobilenet.keras.KerasLayer;
import io.flinkmobilenet.keras.KerasModel;
import io.flinkmobilenet.keras.StoredWeight;
import io.flinkmobilenet.keras.WeightSource;
import io.flinkmobilenet.weights.MalformedWeightsException;
import io.flinkmobilenet.weights.WeightsException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The layout of Keras 3: groups are numbered per class, {@code layers/conv2d_1/vars/0}, whatever
 * the layers are called. Only layers with weights are compared, in the order of the numbers,
 * because some versions count a layer twice.
 */
final class NumberedWeights implements WeightSource {
  private static final List<String> CONTAINERS =
      List.of("layers", "_layer_checkpoint_dependencies");
  private static final int MAX_VARIABLES = 64;

  private final Hdf5Group root;
  private final String where;
  private final Map<KerasLayer, List<StoredWeight>> assigned = new LinkedHashMap<>();

  NumberedWeights(Hdf5Group root, String where) {
    this.root = root;
    this.where = where;
  }

  /** Returns whether a group has this layout. */
  static boolean recognises(Hdf5Group group) {
    return CONTAINERS.stream().anyMatch(group.names()::contains);
  }

  @Override
  public Map<KerasLayer, List<StoredWeight>> assign(KerasModel model) throws WeightsException {
    assign(model, root);
    return assigned;
  }

  private void assign(KerasModel model, Hdf5Group group) throws WeightsException {
    Optional<Hdf5Group> container = container(group);
    Map<String, List<KerasLayer>> byType =
        model.layers().stream()
            .filter(KerasLayer::weighted)
            .collect(
                Collectors.groupingBy(
                    NumberedWeights::type, LinkedHashMap::new, Collectors.toList()));
    for (Map.Entry<String, List<KerasLayer>> entry : byType.entrySet()) {
      List<Hdf5Group> groups =
          container.isPresent() ? weighted(container.get(), entry.getKey()) : List.of();
      List<KerasLayer> layers = entry.getValue();
      if (groups.size() != layers.size()) {
        throw new MalformedWeightsException(
            "%s: weights of model %s: expected %d groups %s, found %d"
                .formatted(where, model.name(), layers.size(), entry.getKey(), groups.size()));
      }
      for (int index = 0; index < layers.size(); index++) {
        add(layers.get(index), groups.get(index));
      }
    }
  }

  private void add(KerasLayer layer, Hdf5Group group) throws WeightsException {
    if (layer.nested().isPresent()) {
      assign(layer.nested().get(), group);
    } else {
      assigned.put(layer, variables(group));
    }
  }

  private static Optional<Hdf5Group> container(Hdf5Group group) throws WeightsException {
    for (String name : CONTAINERS) {
      Optional<Hdf5Group> found = group.group(name);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /** Returns the groups of a class that hold weights, in the order of their numbers. */
  private static List<Hdf5Group> weighted(Hdf5Group container, String type)
      throws WeightsException {
    List<String> names =
        container.names().stream()
            .filter(name -> name.matches(type + "(_\\d{1,6})?"))
            .sorted(Comparator.comparingInt(name -> number(name, type)))
            .toList();
    List<Hdf5Group> groups = new ArrayList<>();
    for (String name : names) {
      Optional<Hdf5Group> group = container.group(name);
      if (group.isPresent() && hasWeights(group.get())) {
        groups.add(group.get());
      }
    }
    return groups;
  }

  private static int number(String name, String type) {
    return name.equals(type) ? -1 : Integer.parseInt(name.substring(type.length() + 1));
  }

  private static boolean hasWeights(Hdf5Group group) throws WeightsException {
    Optional<Hdf5Group> own = group.group("vars");
    if (own.isPresent() && !own.get().names().isEmpty()) {
      return true;
    }
    Optional<Hdf5Group> container = container(group);
    if (container.isPresent()) {
      for (String name : container.get().names()) {
        Optional<Hdf5Group> inner = container.get().group(name);
        if (inner.isPresent() && hasWeights(inner.get())) {
          return true;
        }
      }
    }
    return false;
  }

  private static List<StoredWeight> variables(Hdf5Group group) throws WeightsException {
    List<StoredWeight> weights = new ArrayList<>();
    Optional<Hdf5Group> own = group.group("vars");
    for (int index = 0; own.isPresent() && index < MAX_VARIABLES; index++) {
      String name = Integer.toString(index);
      if (own.get().names().contains(name)) {
        Hdf5Dataset dataset = own.get().dataset(name);
        weights.add(
            new StoredWeight(group.path() + "/vars/" + name, dataset.shape(), dataset::values));
      }
    }
    return weights;
  }

  /** Returns the class in the way in which Keras spells it in files: {@code depthwise_conv2d}. */
  private static String type(KerasLayer layer) {
    String type = layer.type().equals("Model") ? "Functional" : layer.type();
    return type.replaceAll("\\W+", "")
        .replaceAll("(.)([A-Z][a-z]+)", "$1_$2")
        .replaceAll("([a-z])([A-Z])", "$1_$2")
        .toLowerCase(Locale.ROOT);
  }
}
