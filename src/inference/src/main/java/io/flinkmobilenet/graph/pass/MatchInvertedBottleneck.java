package io.flinkmobilenet.graph.pass;

import io.flinkmobilenet.graph.Convolution;
import io.flinkmobilenet.graph.ConvolutionChain;
import io.flinkmobilenet.graph.Graph;
import io.flinkmobilenet.graph.Node;
import java.util.List;

/**
 * Finds a depthwise 3×3 convolution that only a pointwise one reads, with the pointwise one before
 * it, if there is one that it alone reads. All of them activate with ReLU, ReLU6 or not at all:
 * kernels that compute several layers row by row apply no other activation.
 *
 * @see <a href="https://arxiv.org/abs/1801.04381">Sandler et al. 2018, figure 3b</a>
 */
final class MatchInvertedBottleneck implements GraphPass {
  @Override
  public Graph apply(Graph graph) {
    Rewriting rewriting = new Rewriting(graph);
    for (int index = 1; index < graph.nodes().size(); index++) {
      Node node = graph.nodes().get(index);
      if (node.operator() instanceof Convolution project
          && project.pointwise()
          && simple(project)
          && (!project.epilogue().adds() || project.epilogue().activation().linear())) {
        match(graph, rewriting, index, project);
      }
    }
    return rewriting.build();
  }

  private static void match(Graph graph, Rewriting rewriting, int index, Convolution project) {
    Node node = graph.nodes().get(index);
    int middle = node.inputs().get(0);
    Node between = graph.nodes().get(middle);
    if (!(between.operator() instanceof Convolution depthwise)
        || depthwise.epilogue().adds()
        || !simple(depthwise)
        || !depthwise.depthwise(graph.inputShapes(between).get(0))
        || !depthwise.window().small()
        || !rewriting.absorbable(middle)) {
      return;
    }
    int before = between.inputs().get(0);
    Node first = graph.nodes().get(before);
    boolean expands =
        first.operator() instanceof Convolution expand
            && expand.pointwise()
            && simple(expand)
            && !expand.epilogue().adds()
            && rewriting.absorbable(before);
    List<Convolution> layers =
        expands
            ? List.of((Convolution) first.operator(), depthwise, project)
            : List.of(depthwise, project);
    rewriting.replace(
        index,
        new ConvolutionChain(layers),
        inputs(expands ? first.inputs().get(0) : before, node.inputs()),
        expands ? List.of(before, middle) : List.of(middle));
  }

  /** Returns whether kernels of several layers apply the activation of this one. */
  static boolean simple(Convolution layer) {
    return layer.epilogue().activation().limits();
  }

  /** The chain reads what its first layer reads, and adds what its last layer adds. */
  private static List<Integer> inputs(int first, List<Integer> last) {
    return last.size() == 1 ? List.of(first) : List.of(first, last.get(1));
  }
}
