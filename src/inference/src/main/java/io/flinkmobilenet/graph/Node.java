package io.flinkmobilenet.graph;

import java.util.List;

/**
 * One operator in a graph.
 *
 * @param name name, unique in its graph
 * @param operator the operator
 * @param inputs indices of the nodes whose outputs it reads, in the operator's order; all of them
 *     come before this node
 * @param shape shape of the output
 */
public record Node(String name, Operator operator, List<Integer> inputs, FeatureShape shape) {
  /** Copies the list. */
  public Node {
    inputs = List.copyOf(inputs);
  }
}
