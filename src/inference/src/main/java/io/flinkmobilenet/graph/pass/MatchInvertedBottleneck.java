package io.flinkmobilenet.graph.pass;

import io.flinkmobilenet.graph.Convolution;
import io.flinkmobilenet.graph.ConvolutionChain;
import io.flinkmobilenet.graph.Graph;
import io.flinkmobilenet.graph.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds a depthwise convolution with the pointwise one before it that it alone reads, the pointwise
 * one after it that alone reads it, or both.
 *
 * @see <a href="https://arxiv.org/abs/1801.04381">Sandler et al. 2018, figure 3b</a>
 */
final class MatchInvertedBottleneck implements GraphPass {
  @Override
  public Graph apply(Graph graph) {
    Rewriting rewriting = new Rewriting(graph);
    for (int index = 1; index < graph.nodes().size(); index++) {
      if (pointwise(graph.nodes().get(index)).filter(MatchInvertedBottleneck::projects).isPresent()
          && absorbableDepthwise(graph, rewriting, graph.nodes().get(index).inputs().get(0))) {
        projection(graph, rewriting, index);
      }
    }
    // Only what no projection has taken: squeeze-and-excitation reads it, for example.
    for (int index = 1; index < graph.nodes().size(); index++) {
      if (depthwise(graph, index) && rewriting.unchanged(index)) {
        expansion(graph, rewriting, index);
      }
    }
    return rewriting.build();
  }

  private static void projection(Graph graph, Rewriting rewriting, int index) {
    Node node = graph.nodes().get(index);
    int middle = node.inputs().get(0);
    List<Convolution> layers = new ArrayList<>();
    List<Integer> nodes = new ArrayList<>();
    int first = expansion(graph, rewriting, middle, layers, nodes);
    layers.add((Convolution) graph.nodes().get(middle).operator());
    layers.add((Convolution) node.operator());
    nodes.add(middle);
    rewriting.replace(index, new ConvolutionChain(layers), inputs(first, node.inputs()), nodes);
  }

  private static void expansion(Graph graph, Rewriting rewriting, int index) {
    List<Convolution> layers = new ArrayList<>();
    List<Integer> nodes = new ArrayList<>();
    int first = expansion(graph, rewriting, index, layers, nodes);
    if (!nodes.isEmpty()) {
      layers.add((Convolution) graph.nodes().get(index).operator());
      rewriting.replace(index, new ConvolutionChain(layers), List.of(first), nodes);
    }
  }

  /**
   * Adds the pointwise convolution before a depthwise one, if it can be absorbed.
   *
   * @return the node that the first convolution reads
   */
  private static int expansion(
      Graph graph,
      Rewriting rewriting,
      int depthwise,
      List<Convolution> layers,
      List<Integer> nodes) {
    int before = graph.nodes().get(depthwise).inputs().get(0);
    Node node = graph.nodes().get(before);
    Optional<Convolution> expand = pointwise(node).filter(layer -> !layer.epilogue().adds());
    if (expand.isEmpty() || !rewriting.absorbable(before)) {
      return before;
    }
    layers.add(expand.get());
    nodes.add(before);
    return node.inputs().get(0);
  }

  private static Optional<Convolution> pointwise(Node node) {
    return node.operator() instanceof Convolution layer && layer.pointwise()
        ? Optional.of(layer)
        : Optional.empty();
  }

  /** Kernels of several layers add to linear sums only. */
  private static boolean projects(Convolution layer) {
    return !layer.epilogue().adds() || layer.epilogue().activation().linear();
  }

  private static boolean absorbableDepthwise(Graph graph, Rewriting rewriting, int index) {
    return depthwise(graph, index) && rewriting.absorbable(index);
  }

  /** Returns whether a node is a depthwise convolution that kernels of several layers compute. */
  static boolean depthwise(Graph graph, int index) {
    Node node = graph.nodes().get(index);
    return node.operator() instanceof Convolution layer
        && !layer.epilogue().adds()
        && layer.depthwise(graph.inputShapes(node).get(0))
        && layer.window().odd();
  }

  /** The chain reads what its first layer reads, and adds what its last layer adds. */
  private static List<Integer> inputs(int first, List<Integer> last) {
    return last.size() == 1 ? List.of(first) : List.of(first, last.get(1));
  }
}
