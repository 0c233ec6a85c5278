package io.flinkmobilenet.keras;

import io.flinkmobilenet.weights.WeightsException;
import java.util.List;
import java.util.stream.Stream;

/**
 * A model as its configuration describes it.
 *
 * @param name name of the model
 * @param layers its layers, in the order of the file
 * @param inputs the tensors with which it is called
 * @param outputs its results
 */
public record KerasModel(
    String name, List<KerasLayer> layers, List<TensorSource> inputs, List<TensorSource> outputs) {
  /** Copies the lists. */
  public KerasModel {
    layers = List.copyOf(layers);
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }

  /**
   * Parses the JSON of a model: an object with {@code class_name} and {@code config}, or one with
   * such an object in {@code model_config}.
   *
   * @param json UTF-8
   * @param where name of the file in error messages
   * @throws WeightsException if it is not the JSON of a model, or of one that is not supported
   */
  public static KerasModel parse(byte[] json, String where) throws WeightsException {
    return new ModelParser(where).parse(ModelJson.read(json, where));
  }

  /** Returns the layers that are no models, those of nested models at their place. */
  public List<KerasLayer> leaves() {
    return layers.stream()
        .flatMap(
            layer ->
                layer.nested().map(it -> it.leaves().stream()).orElseGet(() -> Stream.of(layer)))
        .toList();
  }
}
