package io.flinkmobilenet.peers;

import io.flinkmobilenet.graph.Activation;
import io.flinkmobilenet.graph.Arithmetic;
import io.flinkmobilenet.graph.BatchNormalisation;
import io.flinkmobilenet.graph.Graph;
import io.flinkmobilenet.graph.Node;
import io.flinkmobilenet.graph.Operator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Activations that are the only readers of an operator in which TensorFlow Lite can apply them,
 * other than convolutions and dense layers, for which the graph has epilogues.
 */
final class FusedActivations {
  private final Map<Integer, Activation> after = new HashMap<>();
  private final Set<Integer> absorbed = new HashSet<>();

  private FusedActivations() {}

  static FusedActivations of(Graph graph) {
    int[] readers = new int[graph.nodes().size()];
    graph.nodes().forEach(node -> node.inputs().forEach(input -> readers[input]++));
    graph.outputs().values().forEach(output -> readers[output]++);
    FusedActivations fused = new FusedActivations();
    for (int index = 1; index < readers.length; index++) {
      Node node = graph.nodes().get(index);
      if (node.operator() instanceof Activation activation && TfLiteActivations.fuses(activation)) {
        int input = node.inputs().get(0);
        if (readers[input] == 1 && takes(graph.nodes().get(input).operator())) {
          fused.after.put(input, activation);
          fused.absorbed.add(index);
        }
      }
    }
    return fused;
  }

  private static boolean takes(Operator operator) {
    return operator instanceof BatchNormalisation
        || operator instanceof Arithmetic arithmetic
            && switch (arithmetic.operation()) {
              case ADD, SUBTRACT, MULTIPLY -> true;
              case MAXIMUM, MINIMUM -> false;
            };
  }

  /** Returns whether the operator before the node applies its activation. */
  boolean absorbed(int index) {
    return absorbed.contains(index);
  }

  /** Returns the activation that a node applies to its results, linear if there is none. */
  Activation after(int index) {
    return after.getOrDefault(index, Activation.LINEAR);
  }
}
