package io.flinkmobilenet.keras;

import io.flinkmobilenet.tensor.Shape;
import io.flinkmobilenet.weights.MalformedWeightsException;
import io.flinkmobilenet.weights.WeightsException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The stored weights of one layer, taken by the names and shapes that its class expects. */
final class LayerWeights {
  private final String where;
  private final KerasLayer layer;
  private final List<StoredWeight> stored;

  LayerWeights(String where, KerasLayer layer, List<StoredWeight> stored) {
    this.where = where;
    this.layer = layer;
    this.stored = stored;
  }

  /**
   * Returns the weights in the order of the expected ones. Names decide if the file has all of
   * them; otherwise the order does.
   *
   * @param expected shapes by the name of the variable, in the order in which Keras creates them
   * @throws WeightsException if there are more or fewer weights or one has another shape
   */
  List<StoredWeight> take(Map<String, Shape> expected) throws WeightsException {
    if (stored.size() != expected.size()) {
      throw malformed("%d weights %s".formatted(expected.size(), expected.keySet()), found());
    }
    List<StoredWeight> taken = byName(expected);
    int index = 0;
    for (Map.Entry<String, Shape> entry : expected.entrySet()) {
      StoredWeight weight = taken.get(index++);
      if (!weight.shape().equals(entry.getValue())) {
        String what = "%s of shape %s".formatted(entry.getKey(), entry.getValue());
        throw malformed(what, "%s of shape %s".formatted(weight.name(), weight.shape()));
      }
    }
    return taken;
  }

  /** Returns the weights as they are stored. */
  List<StoredWeight> all() {
    return stored;
  }

  private List<StoredWeight> byName(Map<String, Shape> expected) {
    Map<String, StoredWeight> byName = new LinkedHashMap<>();
    stored.forEach(weight -> byName.put(weight.variable(), weight));
    if (!byName.keySet().equals(expected.keySet())) {
      return stored;
    }
    List<StoredWeight> taken = new ArrayList<>();
    expected.keySet().forEach(name -> taken.add(byName.get(name)));
    return taken;
  }

  private String found() {
    return stored.isEmpty()
        ? "none"
        : stored.size() + " " + stored.stream().limit(8).map(StoredWeight::name).toList();
  }

  MalformedWeightsException malformed(String expected, String found) {
    return new MalformedWeightsException(
        "%s: weights of %s: expected %s, found %s".formatted(where, layer, expected, found));
  }
}
