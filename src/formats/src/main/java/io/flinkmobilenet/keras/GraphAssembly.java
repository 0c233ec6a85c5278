package io.flinkmobilenet.keras;

import io.flinkmobilenet.graph.FeatureShape;
import io.flinkmobilenet.graph.Flatten;
import io.flinkmobilenet.graph.GraphBuilder;
import io.flinkmobilenet.tensor.Shape;
import io.flinkmobilenet.tensor.Tensor;
import io.flinkmobilenet.weights.TensorTable;
import io.flinkmobilenet.weights.UnsupportedWeightsException;
import io.flinkmobilenet.weights.WeightsException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The graph of a model while it is put together. */
final class GraphAssembly {
  private final String where;
  private final boolean kerasThree;
  private final Map<KerasLayer, List<StoredWeight>> weights;
  private final GraphBuilder builder = new GraphBuilder();
  private final TensorTable table;
  private final Map<Integer, Integer> flattened = new HashMap<>();
  private final Set<String> notes = new LinkedHashSet<>();
  private final PixelNormalisation pixels = new PixelNormalisation();

  GraphAssembly(String where, boolean kerasThree, Map<KerasLayer, List<StoredWeight>> weights) {
    this.where = where;
    this.kerasThree = kerasThree;
    this.weights = weights;
    table = new TensorTable(where);
  }

  String where() {
    return where;
  }

  /** Returns whether Keras 3 wrote the file: some functions changed with it. */
  boolean kerasThree() {
    return kerasThree;
  }

  GraphBuilder builder() {
    return builder;
  }

  TensorTable table() {
    return table;
  }

  Set<String> notes() {
    return notes;
  }

  PixelNormalisation pixels() {
    return pixels;
  }

  LayerWeights weights(KerasLayer layer) {
    return new LayerWeights(where, layer, weights.getOrDefault(layer, List.of()));
  }

  /** Returns the node of a value, flattened if Keras sees a vector where the node has a map. */
  int node(LayerValue value, String reader, LayerConfig config) throws UnsupportedWeightsException {
    int index = elements(value, config);
    FeatureShape shape = builder.shape(index);
    List<Integer> found = List.of(shape.height(), shape.width(), shape.channels());
    List<Integer> extents = value.extents();
    if (found.equals(extents)) {
      return index;
    }
    int values = shape.elements();
    if (extents.equals(List.of(values)) || extents.equals(List.of(1, 1, values))) {
      return shape.pixels() == 1 ? index : flattened(index, reader);
    }
    if (extents.equals(List.of(shape.height(), shape.width())) && shape.channels() == 1) {
      throw config.unsupported("input", "a map or a vector", "extents " + extents);
    }
    throw config.unsupported("input", "extents " + found + ", or a vector", "extents " + extents);
  }

  private int flattened(int index, String reader) {
    Integer known = flattened.get(index);
    if (known == null) {
      known = builder.add(reader + "/flatten", new Flatten(Flatten.Order.CHANNELS_LAST), index);
      flattened.put(index, known);
    }
    return known;
  }

  int elements(LayerValue value, LayerConfig config) throws UnsupportedWeightsException {
    if (value.image()) {
      pixels.read(value.normalised(), config);
    }
    return value.node();
  }

  String parameter(String name, Shape shape, StoredWeight.Values values) throws WeightsException {
    if (!table.names().contains(name)) {
      table.add(name, new Tensor(shape, values.read()));
    }
    return name;
  }
}
