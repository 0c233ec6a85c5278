package io.flinkmobilenet.graph.pass;

import io.flinkmobilenet.graph.Graph;
import java.util.List;

/** One step of compiling a graph. */
@FunctionalInterface
public interface GraphPass {
  /** All passes, in their order. An activation may follow a layer, a sum of layers, or both. */
  List<GraphPass> ALL =
      List.of(
          new DropUnread(),
          new FoldBatchNormalisation(),
          new FuseActivation(),
          new FuseAddition(),
          new FuseActivation(),
          new MatchInvertedBottleneck(),
          new MatchStem());

  /** Returns a graph with the same image, outputs and results. */
  Graph apply(Graph graph);

  /** Applies all passes. */
  static Graph applyAll(Graph graph) {
    Graph compiled = graph;
    for (GraphPass pass : ALL) {
      compiled = pass.apply(compiled);
    }
    return compiled;
  }
}
