package io.flinkmobilenet.graph.pass;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinkmobilenet.graph.Convolution;
import io.flinkmobilenet.graph.Graph;
import org.junit.jupiter.api.Test;

class FoldBatchNormalisationTest {
  @Test
  void foldsTheOnlyReaderOfAConvolution() {
    PassGraphs graphs = new PassGraphs(4);
    int conv = graphs.pointwise("conv", 8, graphs.image);
    int norm = graphs.normalisation("norm", conv);
    Graph folded = new FoldBatchNormalisation().apply(graphs.graph(norm));

    assertThat(PassGraphs.nodes(folded)).containsExactly("conv(image)");
    Convolution convolution = (Convolution) folded.nodes().get(1).operator();
    assertThat(convolution.normalisation().orElseThrow().name()).isEqualTo("norm");
  }

  @Test
  void keepsAConvolutionThatOthersReadAndASecondNormalisation() {
    PassGraphs graphs = new PassGraphs(4);
    int conv = graphs.pointwise("conv", 8, graphs.image);
    int norm = graphs.normalisation("norm", conv);
    int sum = graphs.add("sum", PassGraphs.ADD, conv, norm);
    int second = graphs.pointwise("second", 8, sum);
    int first = graphs.normalisation("first", second);
    int last = graphs.normalisation("last", first);
    Graph folded = new FoldBatchNormalisation().apply(graphs.graph(last));

    assertThat(PassGraphs.nodes(folded))
        .containsExactly(
            "conv(image)", "norm(conv)", "sum(conv, norm)", "second(sum)", "last(second)");
  }
}
