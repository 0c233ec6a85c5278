package io.flinkmobilenet.graph.pass;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinkmobilenet.graph.ConvolutionChain;
import io.flinkmobilenet.graph.Graph;
import org.junit.jupiter.api.Test;

class MatchStemTest {
  private static Graph matched(Graph graph) {
    return new MatchStem().apply(new MatchInvertedBottleneck().apply(graph));
  }

  @Test
  void joinsTheBottlenecksUpToTheSecond() {
    PassGraphs graphs = new PassGraphs(3);
    int stem = graphs.convolution("stem", 8, graphs.image);
    int last = graphs.pointwise("pw", 8, graphs.depthwise("dw", 1, stem));
    for (int i = 1; i <= 2; i++) {
      int expand = graphs.pointwise("expand" + i, 16, last);
      last = graphs.pointwise("project" + i, 8, graphs.depthwise("dw" + i, 1, expand));
    }
    Graph matched = matched(graphs.graph(last));

    assertThat(PassGraphs.nodes(matched)).containsExactly("stem(image)", "expand2(stem)");
    ConvolutionChain chain = (ConvolutionChain) matched.nodes().get(1).operator();
    assertThat(chain.layers()).hasSize(6);
  }

  @Test
  void joinsTwoPairsWithoutExpansion() {
    PassGraphs graphs = new PassGraphs(3);
    int last = graphs.convolution("stem", 8, graphs.image);
    for (int i = 1; i <= 3; i++) {
      last = graphs.pointwise("pw" + i, 8, graphs.depthwise("dw" + i, 1, last));
    }
    Graph matched = matched(graphs.graph(last));

    assertThat(PassGraphs.nodes(matched)).containsExactly("stem(image)", "dw3(stem)");
  }

  @Test
  void keepsAStemOfOtherChannelsAndOneThatIsReadTwice() {
    for (int channels : new int[] {1, 3}) {
      PassGraphs graphs = new PassGraphs(channels);
      int stem = graphs.convolution("stem", 8, graphs.image);
      int pair = graphs.pointwise("pw", 8, graphs.depthwise("dw", 1, stem));
      int last = channels == 3 ? graphs.add("sum", PassGraphs.ADD, stem, pair) : pair;
      Graph matched = matched(graphs.graph(last));

      assertThat(PassGraphs.nodes(matched)).contains("stem(image)", "dw(stem)");
    }
  }
}
