package io.flinkmobilenet.model;

import io.flinkmobilenet.graph.BatchNormalisation;
import io.flinkmobilenet.graph.Convolution;
import io.flinkmobilenet.graph.Graph;
import io.flinkmobilenet.graph.Node;
import io.flinkmobilenet.graph.Parameter;
import io.flinkmobilenet.tensor.DType;
import io.flinkmobilenet.tensor.Shape;
import io.flinkmobilenet.tensor.Tensor;
import io.flinkmobilenet.weights.NamedTensors;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Checks the tensors of a file against the parameters that a network needs. */
final class ParameterCheck {
  /** Number of batches in the training of batch normalisation; not needed for inference. */
  private static final String COUNTER = ".num_batches_tracked";

  private static final Set<DType> FLOATS = EnumSet.of(DType.F32, DType.F16, DType.BF16);

  /** Number of values that are decoded at a time, so that no tensor is decoded as a whole. */
  private static final int BLOCK = 1 << 14;

  private final float[] block = new float[BLOCK];
  private final NamedTensors tensors;
  private final String where;
  private final Predicate<String> trainingOnly;

  /**
   * Creates a check of one file.
   *
   * @param where name of the file in error messages
   * @param trainingOnly whether the tensor of a name may be there without being a parameter
   */
  ParameterCheck(NamedTensors tensors, String where, Predicate<String> trainingOnly) {
    this.tensors = tensors;
    this.where = where;
    this.trainingOnly = trainingOnly;
  }

  /** Refuses missing and additional tensors, wrong shapes, and values that no network can use. */
  void check(Graph graph) throws InvalidModelException {
    List<Parameter> parameters = graph.parameters();
    Set<String> extra = new HashSet<>(tensors.names());
    for (Parameter parameter : parameters) {
      if (!extra.remove(parameter.name())) {
        throw new InvalidModelException(
            "%s: expected a tensor %s of shape %s, found none"
                .formatted(where, parameter.name(), parameter.shape()));
      }
      checkForm(parameter);
    }
    for (String name : tensors.names()) {
      if (extra.contains(name) && !name.endsWith(COUNTER) && !trainingOnly.test(name)) {
        throw new InvalidModelException(
            "%s: expected no tensor %s in this network, found one of shape %s"
                .formatted(where, name, tensors.shape(name)));
      }
    }
    Map<String, Double> epsilons = epsilons(graph);
    for (Parameter parameter : parameters) {
      checkValues(parameter.name(), epsilons.get(parameter.name()));
    }
  }

  /** Returns for each variance the number that batch normalisation adds to it. */
  private static Map<String, Double> epsilons(Graph graph) {
    Map<String, Double> epsilons = new HashMap<>();
    for (Node node : graph.nodes()) {
      if (node.operator() instanceof BatchNormalisation normalisation) {
        epsilons.put(normalisation.variance().name(), normalisation.epsilon());
      } else if (node.operator() instanceof Convolution convolution) {
        convolution
            .normalisation()
            .ifPresent(norm -> epsilons.put(norm.variance().name(), norm.epsilon()));
      }
    }
    return epsilons;
  }

  private void checkForm(Parameter parameter) throws InvalidModelException {
    Shape shape = tensors.shape(parameter.name());
    if (!shape.equals(parameter.shape())) {
      throw new InvalidModelException(
          "%s: %s: expected shape %s, found %s"
              .formatted(where, parameter.name(), parameter.shape(), shape));
    }
    DType dtype = tensors.dtype(parameter.name());
    if (!FLOATS.contains(dtype)) {
      throw new InvalidModelException(
          "%s: %s: expected one of %s, found %s".formatted(where, parameter.name(), FLOATS, dtype));
    }
  }

  /**
   * Checks the values of a tensor.
   *
   * @param epsilon number that is added to the values if they are variances, otherwise null
   */
  private void checkValues(String name, Double epsilon) throws InvalidModelException {
    Tensor tensor = tensors.tensor(name);
    int elements = tensor.shape().elements();
    for (int first = 0; first < elements; first += BLOCK) {
      int count = Math.min(BLOCK, elements - first);
      tensor.read(first, block, count);
      for (int i = 0; i < count; i++) {
        checkValue(name, epsilon, block[i], first + i);
      }
    }
  }

  private void checkValue(String name, Double epsilon, float value, int index)
      throws InvalidModelException {
    if (!Float.isFinite(value)) {
      throw new InvalidModelException(
          "%s: %s: expected finite values, found %s at index %d"
              .formatted(where, name, value, index));
    }
    if (epsilon != null && (value < 0 || value + epsilon == 0)) {
      throw new InvalidModelException(
          "%s: %s: expected variances of 0 or more, and above 0 with epsilon %s, found %s at %d"
              .formatted(where, name, epsilon, value, index));
    }
  }
}
