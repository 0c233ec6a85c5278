package io.flinkmobilenet.graph.pass;

import io.flinkmobilenet.graph.Convolution;
import io.flinkmobilenet.graph.ConvolutionChain;
import io.flinkmobilenet.graph.Graph;
import io.flinkmobilenet.graph.Node;
import io.flinkmobilenet.graph.Parameter;
import java.util.ArrayList;
import java.util.List;

/**
 * Joins the 3×3 convolution of the image with the bottlenecks that follow it, as long as they add
 * nothing. Their maps are the largest of a network. A bottleneck without projection is the last
 * one.
 *
 * <p>At most {@value #MOST_BOTTLENECKS} are joined, and only as long as their weights stay in a
 * second-level cache of 1 MiB together with some rows of each map: they are read again for every
 * few rows.
 */
final class MatchStem implements GraphPass {
  private static final int RGB = 3;
  private static final int MOST_BOTTLENECKS = 4;

  /** Most weights of all joined layers: 384 KiB. */
  private static final int MOST_WEIGHTS = 3 << 15;

  @Override
  public Graph apply(Graph graph) {
    Rewriting rewriting = new Rewriting(graph);
    List<Integer> nodes = new ArrayList<>();
    List<Convolution> layers = new ArrayList<>();
    long weights = 0;
    for (int index = 1; index < graph.nodes().size(); index++) {
      Node node = graph.nodes().get(index);
      int before = nodes.isEmpty() ? 0 : nodes.get(nodes.size() - 1);
      if (node.inputs().equals(List.of(before))
          && rewriting.absorbable(before)
          && continues(graph, index, layers)
          && nodes.size() <= MOST_BOTTLENECKS
          && weights + weights(graph, node) <= MOST_WEIGHTS) {
        nodes.add(index);
        weights += weights(graph, node);
        layers.addAll(layers(node));
      }
    }
    if (nodes.size() > 1) {
      int last = nodes.size() - 1;
      rewriting.replace(
          nodes.get(last), new ConvolutionChain(layers), List.of(0), nodes.subList(0, last));
    }
    return rewriting.build();
  }

  private static boolean continues(Graph graph, int index, List<Convolution> joined) {
    Node node = graph.nodes().get(index);
    if (joined.isEmpty()) {
      return node.operator() instanceof Convolution convolution
          && graph.input().channels() == RGB
          && convolution.groups() == 1
          && convolution.window().small();
    }
    boolean projected = joined.size() == 1 || joined.get(joined.size() - 1).pointwise();
    boolean bottleneck =
        node.operator() instanceof ConvolutionChain
            || MatchInvertedBottleneck.depthwise(graph, index);
    return projected && bottleneck;
  }

  private static long weights(Graph graph, Node node) {
    return node.operator().parameters(graph.inputShapes(node)).stream()
        .mapToLong(Parameter::elements)
        .sum();
  }

  private static List<Convolution> layers(Node node) {
    return node.operator() instanceof ConvolutionChain chain
        ? chain.layers()
        : List.of((Convolution) node.operator());
  }
}
