package io.flinkmobilenet.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.flinkmobilenet.graph.Parameter;
import io.flinkmobilenet.network.Network;
import io.flinkmobilenet.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;

/** One PyTorch array per parameter of a network, by name, in the network's order. */
final class Weights {
  private final Map<String, NDArray> arrays = new LinkedHashMap<>();

  private Weights() {}

  /**
   * Untrained weights: convolutions are drawn from a normal distribution that preserves the
   * magnitude of gradients (<a href="https://arxiv.org/abs/1502.01852">He et al. 2015</a>,
   * fan-out), the classifier is near zero, and normalisations are the identity.
   */
  static Weights random(NDManager manager, Network network, long seed) {
    Random random = new Random(seed);
    return of(
        manager,
        network,
        parameter -> new Tensor(parameter.shape(), UntrainedValues.of(parameter, random)));
  }

  /** Zeros for every parameter. */
  static Weights zeros(NDManager manager, Network network) {
    return of(
        manager,
        network,
        parameter -> new Tensor(parameter.shape(), new float[parameter.shape().elements()]));
  }

  /** Creates weights with the given values. */
  static Weights of(NDManager manager, Network network, Function<Parameter, Tensor> values) {
    Weights weights = new Weights();
    for (Parameter parameter : network.parameters()) {
      float[] elements = values.apply(parameter).values();
      weights.arrays.put(parameter.name(), manager.create(elements, shape(parameter)));
    }
    return weights;
  }

  private static Shape shape(Parameter parameter) {
    long[] extents = new long[parameter.shape().rank()];
    for (int axis = 0; axis < extents.length; axis++) {
      extents[axis] = parameter.shape().extent(axis);
    }
    return new Shape(extents);
  }

  /** Names of all parameters, in the network's order. */
  Set<String> names() {
    return arrays.keySet();
  }

  /** The parameter of that name. */
  NDArray get(String name) {
    return arrays.get(name);
  }

  /** The parameter's values, copied. */
  float[] values(String name) {
    return arrays.get(name).toFloatArray();
  }

  /** Enables gradients for all trained parameters. */
  void requireGradients() {
    for (String name : names()) {
      get(name).setRequiresGradient(isTrained(name));
    }
  }

  /** True if gradients change a parameter. Moving averages are updated from the batches instead. */
  static boolean isTrained(String name) {
    return !name.endsWith("running_mean") && !name.endsWith("running_var");
  }
}
