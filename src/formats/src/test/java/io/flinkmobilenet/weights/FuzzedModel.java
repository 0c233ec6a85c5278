package io.flinkmobilenet.weights;

import io.flinkmobilenet.format.FileModel;
import io.flinkmobilenet.graph.Parameter;

/** What holds of every model that a reader accepts. */
public final class FuzzedModel {
  private FuzzedModel() {}

  /**
   * Checks that every parameter of the graph has weights of its shape, and decodes those that are
   * not larger than the file.
   *
   * @return how the model is, in words
   */
  public static String check(FileModel model, byte[] input) {
    for (Parameter parameter : model.graph().parameters()) {
      if (!model.weights().shape(parameter.name()).equals(parameter.shape())) {
        throw new AssertionError(parameter + ", " + model.weights().shape(parameter.name()));
      }
      if (parameter.shape().elements() <= input.length) {
        parameter.values(model.weights()::tensor);
      }
    }
    return "a model of %d nodes, %d notes"
        .formatted(Math.min(8, model.graph().nodes().size()), model.notes().size());
  }
}
