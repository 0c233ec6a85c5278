package io.flinkmobilenet.graph.pass;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinkmobilenet.graph.ConvolutionChain;
import io.flinkmobilenet.graph.Graph;
import java.util.List;
import org.junit.jupiter.api.Test;

class MatchStemTest {
  private static Graph matched(Graph graph) {
    return new MatchStem().apply(new MatchInvertedBottleneck().apply(graph));
  }

  @Test
  void joinsTheBottlenecksUpToTheFourth() {
    PassGraphs graphs = new PassGraphs(3);
    int stem = graphs.convolution("stem", 8, graphs.image);
    int last = graphs.pointwise("pw", 8, graphs.depthwise("dw", 1, stem));
    for (int i = 1; i <= 4; i++) {
      int expand = graphs.pointwise("expand" + i, 16, last);
      last = graphs.pointwise("project" + i, 8, graphs.depthwise("dw" + i, 1, expand));
    }
    Graph matched = matched(graphs.graph(last));

    assertThat(PassGraphs.nodes(matched)).containsExactly("stem(image)", "expand4(stem)");
    ConvolutionChain chain = (ConvolutionChain) matched.nodes().get(1).operator();
    assertThat(chain.layers()).hasSize(12);
  }

  @Test
  void joinsPairsWithoutExpansionAsLongAsTheirWeightsAreSmall() {
    assertThat(pairs(8)).containsExactly("stem(image)", "dw5(stem)");
    // Each pair has 80 thousand weights, so that only one fits.
    assertThat(pairs(280)).startsWith("stem(image)", "dw2(stem)");
    // A single pair has too many.
    assertThat(pairs(400)).startsWith("stem(image)", "dw1(stem)");
  }

  private static List<String> pairs(int channels) {
    PassGraphs graphs = new PassGraphs(3);
    int last = graphs.convolution("stem", channels, graphs.image);
    for (int i = 1; i <= 5; i++) {
      last = graphs.pointwise("pw" + i, channels, graphs.depthwise("dw" + i, 1, last));
    }
    return PassGraphs.nodes(matched(graphs.graph(last)));
  }

  /** What is joined after a depthwise convolution would have to be its projection. */
  @Test
  void endsWithADepthwiseConvolutionThatIsNotProjected() {
    PassGraphs graphs = new PassGraphs(3);
    int depthwise = graphs.depthwise("dw", 1, graphs.convolution("stem", 8, graphs.image));
    int other = graphs.depthwise("other", 1, depthwise);
    Graph matched = matched(graphs.graph(graphs.pointwise("pw", 4, other)));

    assertThat(PassGraphs.nodes(matched)).containsExactly("stem(image)", "other(stem)");
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
