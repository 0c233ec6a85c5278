package io.flinkmobilenet.weights.keras;

import io.flinkmobilenet.format.FileModel;
import io.flinkmobilenet.format.ReadOptions;
import io.flinkmobilenet.keras.KerasGraph;
import io.flinkmobilenet.keras.KerasModel;
import io.flinkmobilenet.keras.StoredWeight;
import io.flinkmobilenet.keras.WeightSource;
import io.flinkmobilenet.tensor.Tensor;
import io.flinkmobilenet.weights.MalformedWeightsException;
import io.flinkmobilenet.weights.NamedTensors;
import io.flinkmobilenet.weights.TensorTable;
import io.flinkmobilenet.weights.UnsupportedWeightsException;
import io.flinkmobilenet.weights.WeightsException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A model, or weights alone, in an HDF5 file. */
final class Hdf5Model {
  private static final String CONFIG = "model_config";
  private static final String WEIGHTS = "model_weights";

  /** Keras does not write this attribute; people add it with h5py. */
  private static final String CLASS_NAMES = "class_names";

  private final Hdf5Group root;
  private final String where;

  Hdf5Model(ByteBuffer file, String where) throws WeightsException {
    root = Hdf5File.root(file, where);
    this.where = where;
  }

  /** Returns whether the architecture is in the file. */
  boolean whole() throws WeightsException {
    return root.text(CONFIG).isPresent();
  }

  FileModel read(ReadOptions options) throws WeightsException {
    String config =
        root.text(CONFIG)
            .orElseThrow(
                () ->
                    new MalformedWeightsException(
                        where + ": expected an attribute model_config, found none"));
    return read(
        config.getBytes(StandardCharsets.UTF_8), where + ": attribute model_config", options);
  }

  /**
   * Reads the weights of a given architecture.
   *
   * @param json the architecture
   * @param jsonWhere name of its file in error messages
   */
  FileModel read(byte[] json, String jsonWhere, ReadOptions options) throws WeightsException {
    return read(json, jsonWhere, root.text("keras_version"), options);
  }

  FileModel read(byte[] json, String jsonWhere, Optional<String> version, ReadOptions options)
      throws WeightsException {
    if (root.text("backend").orElse("").equals("theano")) {
      throw new UnsupportedWeightsException(
          where + ": backend: expected TensorFlow, found Theano, which stores kernels mirrored");
    }
    KerasModel model = KerasModel.parse(json, jsonWhere);
    boolean three = version.map(text -> text.startsWith("3")).orElseGet(() -> three(json));
    return KerasGraph.convert(model, source(), three, options, where)
        .withLabels(root.texts(CLASS_NAMES).orElse(List.of()));
  }

  /** Returns whether a JSON without a known version is of Keras 3, which renamed this setting. */
  private static boolean three(byte[] json) {
    String text = new String(json, StandardCharsets.UTF_8);
    return text.contains("\"batch_shape\"");
  }

  private WeightSource source() throws WeightsException {
    Optional<Hdf5Group> inner = root.group(WEIGHTS);
    Hdf5Group group = inner.isPresent() ? inner.get() : root;
    if (LegacyWeights.recognises(group)) {
      return new LegacyWeights(group, where);
    }
    if (NumberedWeights.recognises(group)) {
      return new NumberedWeights(group, where);
    }
    throw new MalformedWeightsException(
        "%s: expected weights of Keras: an attribute layer_names, or a group layers, found neither"
            .formatted(where));
  }

  /** Returns the weights by name. */
  NamedTensors tensors() throws WeightsException {
    TensorTable table = new TensorTable(where);
    WeightSource source = source();
    if (source instanceof LegacyWeights legacy) {
      for (Map.Entry<String, List<StoredWeight>> layer : legacy.byLayer().entrySet()) {
        for (StoredWeight weight : layer.getValue()) {
          boolean own = weight.name().startsWith(layer.getKey() + "/");
          add(table, own ? weight.name() : layer.getKey() + "/" + weight.name(), weight);
        }
      }
    } else {
      addAll(table, root);
    }
    return table;
  }

  /** Adds the weights below a group of Keras 3, except those of the optimizer and counters. */
  private static void addAll(TensorTable table, Hdf5Group group) throws WeightsException {
    for (String name : group.names()) {
      Optional<Hdf5Group> inner = group.group(name);
      if (inner.isPresent() && !name.equals("optimizer")) {
        addAll(table, inner.get());
      } else if (inner.isEmpty() && group.path().endsWith("/vars")) {
        Hdf5Dataset dataset = group.dataset(name);
        String path = (group.path() + "/" + name).substring(1);
        if (dataset.floating()) {
          add(table, path, new StoredWeight(path, dataset.shape(), dataset::values));
        }
      }
    }
  }

  private static void add(TensorTable table, String name, StoredWeight weight)
      throws WeightsException {
    table.add(name, new Tensor(weight.shape(), weight.values().read()));
  }
}
