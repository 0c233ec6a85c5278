package io.flinkmobilenet.graph.pass;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinkmobilenet.graph.Graph;
import io.flinkmobilenet.kernel.scalar.GoldenGraphs;
import io.flinkmobilenet.kernel.scalar.GoldenGraphs.Golden;
import io.flinkmobilenet.kernel.scalar.GraphExecutor;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GraphPassTest {
  /** Folded and fused operators round less often, so that results differ in the last bits. */
  private static final double ROUNDING = 1e-5;

  @Test
  void everyPassKeepsWhatAGraphComputes() throws Exception {
    for (Golden golden : GoldenGraphs.read()) {
      Graph graph = golden.graph();
      Map<String, float[]> expected =
          new GraphExecutor(graph, golden.parameters()).run(golden.image());
      for (GraphPass pass : GraphPass.ALL) {
        graph = pass.apply(graph);
        Map<String, float[]> found =
            new GraphExecutor(graph, golden.parameters()).run(golden.image());
        assertThat(found.keySet()).isEqualTo(expected.keySet());
        for (String name : expected.keySet()) {
          assertThat(GoldenGraphs.difference(expected.get(name), found.get(name)))
              .as("seed %d, %s after %s", golden.seed(), name, pass.getClass().getSimpleName())
              .isLessThan(ROUNDING);
        }
      }
    }
  }

  @Test
  void dropsWhatNoOutputNeeds() {
    PassGraphs graphs = new PassGraphs(4);
    int conv = graphs.pointwise("conv", 8, graphs.image);
    int unread = graphs.pointwise("unread", 8, conv);
    graphs.add("relu", PassGraphs.RELU, unread);

    assertThat(PassGraphs.nodes(new DropUnread().apply(graphs.graph(conv))))
        .containsExactly("conv(image)");
  }
}
