package io.flinkmobilenet.graph.pass;

import io.flinkmobilenet.graph.Graph;
import io.flinkmobilenet.graph.GraphBuilder;
import io.flinkmobilenet.graph.GraphLimits;
import io.flinkmobilenet.graph.Node;
import io.flinkmobilenet.graph.Operator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A graph that is being rewritten: nodes are replaced by an operator that also does the work of
 * nodes before them, of which they are the only readers. All indices are those of the old graph.
 */
final class Rewriting {
  private final Graph graph;
  private final int[] readers;
  private final Set<Integer> absorbed = new HashSet<>();
  private final Map<Integer, Replacement> replacements = new HashMap<>();

  Rewriting(Graph graph) {
    this.graph = graph;
    readers = new int[graph.nodes().size()];
    for (Node node : graph.nodes()) {
      node.inputs().forEach(this::count);
    }
    graph.outputs().values().forEach(this::count);
  }

  private void count(int read) {
    readers[read]++;
  }

  Node node(int index) {
    return graph.nodes().get(index);
  }

  /**
   * Returns whether the node has a single reader, is no output, and no other node does its work.
   */
  boolean absorbable(int index) {
    return readers[index] == 1 && unchanged(index);
  }

  /** Returns whether the node is neither replaced nor absorbed. */
  boolean unchanged(int index) {
    return !absorbed.contains(index) && !replacements.containsKey(index);
  }

  /**
   * Replaces a node.
   *
   * @param operator computes what the node gives
   * @param inputs nodes that the operator reads
   * @param others nodes whose work the operator does as well; the first one gives it its name
   */
  void replace(int index, Operator operator, List<Integer> inputs, List<Integer> others) {
    absorbed.addAll(others);
    String name = node(others.isEmpty() ? index : others.get(0)).name();
    replacements.put(index, new Replacement(name, operator, inputs));
  }

  /** Drops a node that no remaining node reads. */
  void drop(int index) {
    absorbed.add(index);
  }

  Graph build() {
    if (absorbed.isEmpty()) {
      return graph;
    }
    GraphBuilder builder = new GraphBuilder(GraphLimits.NONE);
    int[] moved = new int[readers.length];
    for (int index = 0; index < moved.length; index++) {
      if (!absorbed.contains(index)) {
        Node node = node(index);
        Replacement same = new Replacement(node.name(), node.operator(), node.inputs());
        Replacement now = replacements.getOrDefault(index, same);
        int[] inputs = new int[now.inputs.size()];
        for (int i = 0; i < inputs.length; i++) {
          inputs[i] = moved[now.inputs.get(i)];
        }
        moved[index] = builder.add(now.name, now.operator, inputs);
      }
    }
    graph.outputs().forEach((name, index) -> builder.output(name, moved[index]));
    return builder.build();
  }

  private record Replacement(String name, Operator operator, List<Integer> inputs) {}
}
