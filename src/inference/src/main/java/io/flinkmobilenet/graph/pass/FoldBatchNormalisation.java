package io.flinkmobilenet.graph.pass;

import io.flinkmobilenet.graph.BatchNormalisation;
import io.flinkmobilenet.graph.Convolution;
import io.flinkmobilenet.graph.Graph;
import io.flinkmobilenet.graph.Node;
import java.util.List;

/** Lets a convolution do the batch normalisation that is its only reader. */
final class FoldBatchNormalisation implements GraphPass {
  @Override
  public Graph apply(Graph graph) {
    Rewriting rewriting = new Rewriting(graph);
    for (int index = 1; index < graph.nodes().size(); index++) {
      Node node = graph.nodes().get(index);
      if (node.operator() instanceof BatchNormalisation normalisation) {
        int before = node.inputs().get(0);
        Node producer = graph.nodes().get(before);
        if (producer.operator() instanceof Convolution convolution
            && convolution.normalisation().isEmpty()
            && convolution.epilogue().none()
            && rewriting.absorbable(before)) {
          Convolution normalised = convolution.normalised(normalisation);
          rewriting.replace(index, normalised, producer.inputs(), List.of(before));
        }
      }
    }
    return rewriting.build();
  }
}
