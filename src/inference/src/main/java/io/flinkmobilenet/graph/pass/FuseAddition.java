package io.flinkmobilenet.graph.pass;

import io.flinkmobilenet.graph.Arithmetic;
import io.flinkmobilenet.graph.Arithmetic.Operation;
import io.flinkmobilenet.graph.Epilogue;
import io.flinkmobilenet.graph.Epilogue.Addition;
import io.flinkmobilenet.graph.Graph;
import io.flinkmobilenet.graph.Node;
import io.flinkmobilenet.graph.Operator;
import java.util.List;
import java.util.Optional;

/**
 * Lets a convolution or a dense layer do the addition of a map of its output's shape that is its
 * only reader. Of two layers the later one does it, because the map of the other one is complete by
 * then.
 */
final class FuseAddition implements GraphPass {
  @Override
  public Graph apply(Graph graph) {
    Rewriting rewriting = new Rewriting(graph);
    for (int index = 1; index < graph.nodes().size(); index++) {
      Node node = graph.nodes().get(index);
      if (node.operator() instanceof Arithmetic sum && sum.operation() == Operation.ADD) {
        int first = node.inputs().get(0);
        int second = node.inputs().get(1);
        boolean sameShape =
            graph.nodes().get(first).shape().equals(graph.nodes().get(second).shape());
        int late = Math.max(first, second);
        int early = Math.min(first, second);
        if (sameShape && !fuse(rewriting, index, late, early)) {
          fuse(rewriting, index, early, late);
        }
      }
    }
    return rewriting.build();
  }

  private static boolean fuse(Rewriting rewriting, int index, int layer, int added) {
    Node node = rewriting.node(layer);
    Optional<Epilogue> epilogue = Sums.epilogue(node.operator());
    if (epilogue.isEmpty() || epilogue.get().adds() || !rewriting.absorbable(layer)) {
      return false;
    }
    Operator fused =
        Sums.with(
            node.operator(), new Epilogue(epilogue.get().activation(), Addition.AFTER_ACTIVATION));
    rewriting.replace(index, fused, List.of(node.inputs().get(0), added), List.of(layer));
    return true;
  }
}
