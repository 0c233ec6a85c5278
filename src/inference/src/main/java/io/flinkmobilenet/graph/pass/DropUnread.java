package io.flinkmobilenet.graph.pass;

import io.flinkmobilenet.graph.Graph;

/** Drops nodes that no output needs. */
public final class DropUnread implements GraphPass {
  @Override
  public Graph apply(Graph graph) {
    boolean[] needed = new boolean[graph.nodes().size()];
    needed[0] = true;
    graph.outputs().values().forEach(output -> needed[output] = true);
    Rewriting rewriting = new Rewriting(graph);
    for (int index = needed.length - 1; index > 0; index--) {
      if (needed[index]) {
        graph.nodes().get(index).inputs().forEach(input -> needed[input] = true);
      } else {
        rewriting.drop(index);
      }
    }
    return rewriting.build();
  }
}
