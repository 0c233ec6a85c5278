package io.flinkmobilenet.statedict;

import io.flinkmobilenet.architecture.Architecture;
import io.flinkmobilenet.architecture.Configuration;
import io.flinkmobilenet.graph.Parameter;
import io.flinkmobilenet.tensor.DType;
import io.flinkmobilenet.tensor.Shape;
import io.flinkmobilenet.weights.NamedTensors;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How well the tensors of a file fit a network.
 *
 * @param naming whose names are tried
 * @param configuration the network
 * @param tensors names in the file by the names of the parameters, as far as they fit
 * @param shapes shapes of the parameters that have fewer extents than their tensors
 * @param parameters number of parameters
 * @param missing parameters without a tensor
 * @param different tensors of another shape or type, with what was expected and found
 * @param unexpected tensors that are no parameter
 */
record Fit(
    Naming naming,
    Configuration configuration,
    Map<String, String> tensors,
    Map<String, Shape> shapes,
    int parameters,
    List<String> missing,
    List<String> different,
    List<String> unexpected) {
  /** Number of parameters of the last layer: weights and bias. */
  private static final int LAST_LAYER = 2;

  private static final int LISTED = 3;
  private static final int MAX_NAME = 100;

  /** Ending of counters that only training needs. */
  static final String COUNTER = "num_batches_tracked";

  /**
   * Compares every parameter with the tensor of its name.
   *
   * @throws IllegalArgumentException if the configuration is of no network
   */
  static Fit of(Naming naming, Configuration configuration, Tensors from) {
    NamedTensors file = from.named();
    Map<String, String> tensors = new LinkedHashMap<>();
    Map<String, Shape> shapes = new HashMap<>();
    List<String> missing = new ArrayList<>();
    List<String> different = new ArrayList<>();
    Set<String> unexpected = new LinkedHashSet<>(file.names());
    Architecture architecture = configuration.architecture();
    unexpected.removeIf(name -> name.endsWith(COUNTER) || architecture.trainingOnly(name));
    List<Parameter> parameters = configuration.graph().parameters();
    for (int i = 0; i < parameters.size(); i++) {
      Parameter parameter = parameters.get(i);
      String usual = naming.tensor(parameter.name());
      String name = i < parameters.size() - LAST_LAYER ? usual : from.ofLastLayer(usual);
      if (!unexpected.remove(name)) {
        missing.add("%s %s".formatted(name, parameter.shape()));
      } else if (!same(file.shape(name), parameter.shape())) {
        different.add(
            "%s: expected %s, found %s".formatted(name, parameter.shape(), file.shape(name)));
      } else if (file.dtype(name) == DType.I64 || file.dtype(name) == DType.U8) {
        different.add("%s: expected floats, found %s".formatted(name, file.dtype(name)));
      } else {
        tensors.put(parameter.name(), name);
        if (!file.shape(name).equals(parameter.shape())) {
          shapes.put(parameter.name(), parameter.shape());
        }
      }
    }
    return new Fit(
        naming,
        configuration,
        tensors,
        shapes,
        parameters.size(),
        missing,
        different,
        List.copyOf(unexpected));
  }

  /**
   * Returns whether a tensor has the values of a parameter in its order: a dense layer may be saved
   * as a 1×1 convolution.
   */
  private static boolean same(Shape tensor, Shape parameter) {
    if (tensor.rank() < parameter.rank()) {
      return false;
    }
    for (int axis = 0; axis < tensor.rank(); axis++) {
      int expected = axis < parameter.rank() ? parameter.extent(axis) : 1;
      if (tensor.extent(axis) != expected) {
        return false;
      }
    }
    return true;
  }

  boolean isComplete() {
    return missing.isEmpty() && different.isEmpty() && unexpected.isEmpty();
  }

  /** Returns the share of names and shapes that agree, 0 to 1; an equal name counts half. */
  double share() {
    return (tensors.size() + different.size() / 2.0) / (parameters + unexpected.size());
  }

  /** Returns what does not match, in one line. */
  String describe() {
    StringBuilder text = new StringBuilder();
    text.append(
        "%s (%s) matches %d of %d parameters"
            .formatted(naming.title(), naming.modelType(), tensors.size(), parameters));
    append(text, "missing", missing);
    append(text, "different", different);
    append(text, "unexpected", unexpected);
    return text.toString();
  }

  private static void append(StringBuilder text, String what, List<String> names) {
    if (!names.isEmpty()) {
      text.append(", ").append(what).append(' ');
      List<String> first = names.subList(0, Math.min(LISTED, names.size()));
      text.append(String.join(", ", first.stream().map(Fit::printable).toList()));
      if (names.size() > LISTED) {
        text.append(" and %d more".formatted(names.size() - LISTED));
      }
    }
  }

  /** Returns a name without line breaks and no longer than names are. */
  static String printable(String name) {
    String plain = name.replaceAll("\\p{Cntrl}", "?");
    return plain.length() > MAX_NAME ? plain.substring(0, MAX_NAME) + "…" : plain;
  }
}
