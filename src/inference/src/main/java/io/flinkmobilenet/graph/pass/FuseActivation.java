package io.flinkmobilenet.graph.pass;

import io.flinkmobilenet.graph.Activation;
import io.flinkmobilenet.graph.Epilogue;
import io.flinkmobilenet.graph.Epilogue.Addition;
import io.flinkmobilenet.graph.Graph;
import io.flinkmobilenet.graph.Node;
import java.util.List;
import java.util.Optional;

/** Lets a convolution or a dense layer apply the activation that is its only reader. */
final class FuseActivation implements GraphPass {
  @Override
  public Graph apply(Graph graph) {
    Rewriting rewriting = new Rewriting(graph);
    for (int index = 1; index < graph.nodes().size(); index++) {
      Node node = graph.nodes().get(index);
      if (node.operator() instanceof Activation activation) {
        int before = node.inputs().get(0);
        Node producer = graph.nodes().get(before);
        Optional<Epilogue> epilogue = Sums.epilogue(producer.operator());
        if (epilogue.isPresent()
            && epilogue.get().activation().linear()
            && rewriting.absorbable(before)) {
          Addition addition = epilogue.get().adds() ? Addition.BEFORE_ACTIVATION : Addition.NONE;
          rewriting.replace(
              index,
              Sums.with(producer.operator(), new Epilogue(activation, addition)),
              producer.inputs(),
              List.of(before));
        }
      }
    }
    return rewriting.build();
  }
}
