package io.flinkmobilenet.model;

import io.flinkmobilenet.graph.Convolution;
import io.flinkmobilenet.graph.Dense;
import io.flinkmobilenet.graph.Graph;
import io.flinkmobilenet.graph.Node;
import io.flinkmobilenet.network.Plan;
import io.flinkmobilenet.weights.NamedTensors;
import java.util.Optional;

/**
 * Builds the network that a model's settings describe, and checks labels and weights against it.
 */
final class NetworkCheck {
  /** Most values in a feature map: 128 MiB of floats, MobileNetV2 1.0 at about 1,000 pixels. */
  private static final int MAX_MAP_ELEMENTS = 1 << 25;

  private NetworkCheck() {}

  /**
   * Builds the network of a model.
   *
   * @param where name of the weights file in error messages
   * @throws InvalidModelException if the settings describe no network, the network is too large, or
   *     the weights do not belong to it
   */
  static Graph graph(CanonicalForm form, String where) throws InvalidModelException {
    Graph graph = build(form, where);
    requireLabels(form, graph, where);
    for (Node node : graph.nodes()) {
      if (node.shape().elements() > MAX_MAP_ELEMENTS) {
        throw new InvalidModelException(
            "%s: feature map of %s, supported are %d values"
                .formatted(where, node.shape(), MAX_MAP_ELEMENTS));
      }
    }
    new ParameterCheck(form.weights(), where, form.config().architecture()::trainingOnly)
        .check(graph);
    return graph;
  }

  private static void requireLabels(CanonicalForm form, Graph graph, String where)
      throws InvalidModelException {
    Optional<String> bias = lastBias(graph);
    NamedTensors weights = form.weights();
    int labels = form.labels().size();
    if (bias.isPresent()
        && weights.names().contains(bias.get())
        && weights.shape(bias.get()).elements() != labels) {
      throw new InvalidModelException(
          "%s: %s: expected one value for each of %d labels, found %d"
              .formatted(where, bias.get(), labels, weights.shape(bias.get()).elements()));
    }
  }

  /** Returns the name of the bias of the layer whose sums are the logits, if it has one. */
  private static Optional<String> lastBias(Graph graph) {
    int index = graph.outputs().get(Plan.LOGITS);
    while (index > 0) {
      Node node = graph.nodes().get(index);
      if (node.operator() instanceof Dense dense) {
        return dense.bias();
      } else if (node.operator() instanceof Convolution convolution) {
        return convolution.bias();
      }
      index = node.inputs().get(0);
    }
    return Optional.empty();
  }

  private static Graph build(CanonicalForm form, String where) throws InvalidModelException {
    try {
      Graph graph = form.config().graph();
      // Throws here if a setting makes a parameter larger than a Java array.
      graph.parameters();
      return graph;
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new InvalidModelException(where + ": " + e.getMessage(), e);
    }
  }
}
