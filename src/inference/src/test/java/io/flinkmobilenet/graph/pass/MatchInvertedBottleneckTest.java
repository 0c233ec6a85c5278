package io.flinkmobilenet.graph.pass;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinkmobilenet.graph.Activation;
import io.flinkmobilenet.graph.Arithmetic;
import io.flinkmobilenet.graph.ConvolutionChain;
import io.flinkmobilenet.graph.GlobalPool;
import io.flinkmobilenet.graph.Graph;
import io.flinkmobilenet.graph.Reduction;
import org.junit.jupiter.api.Test;

class MatchInvertedBottleneckTest {
  @Test
  void findsThreeLayersWithTheirAddition() {
    PassGraphs graphs = new PassGraphs(4);
    int input = graphs.add("input", PassGraphs.RELU, graphs.image);
    int expand = graphs.pointwise("expand", 24, input);
    int depthwise = graphs.depthwise("depthwise", 1, expand);
    int project = graphs.pointwise("project", 4, depthwise);
    int sum = graphs.add("sum", PassGraphs.ADD, input, project);
    Graph matched =
        new MatchInvertedBottleneck().apply(new FuseAddition().apply(graphs.graph(sum)));

    assertThat(PassGraphs.nodes(matched)).containsExactly("input(image)", "expand(input, input)");
    assertThat(layers(matched, 2)).isEqualTo(3);
  }

  /** The layers of MobileNetV1: no pointwise layer is used twice. */
  @Test
  void findsPairsOneAfterAnother() {
    PassGraphs graphs = new PassGraphs(3);
    int stem = graphs.convolution("stem", 8, graphs.image);
    int first = graphs.pointwise("pw1", 16, graphs.depthwise("dw1", 1, stem));
    int second = graphs.pointwise("pw2", 16, graphs.depthwise("dw2", 2, first));
    Graph matched = new MatchInvertedBottleneck().apply(graphs.graph(second));

    assertThat(PassGraphs.nodes(matched)).containsExactly("stem(image)", "dw1(stem)", "dw2(dw1)");
    assertThat(layers(matched, 2)).isEqualTo(2);
    assertThat(layers(matched, 3)).isEqualTo(2);
  }

  @Test
  void keepsLayersThatOthersReadAndLargerStrides() {
    PassGraphs graphs = new PassGraphs(4);
    int depthwise = graphs.depthwise("depthwise", 1, graphs.image);
    int project = graphs.pointwise("project", 4, depthwise);
    int sum = graphs.add("sum", PassGraphs.ADD, depthwise, project);
    int far = graphs.depthwise("far", 3, sum);
    Graph graph = graphs.graph(graphs.pointwise("last", 4, far));

    assertThat(PassGraphs.nodes(new MatchInvertedBottleneck().apply(graph)))
        .isEqualTo(PassGraphs.nodes(graph));
  }

  /** Squeeze-and-excitation reads the depthwise convolution as well as what follows it. */
  @Test
  void findsAnExpansionWhereOthersReadTheDepthwiseConvolution() {
    PassGraphs graphs = new PassGraphs(4);
    int expand = graphs.pointwise("expand", 24, graphs.image);
    int swish = graphs.add("swish", Activation.of(Activation.Kind.HARD_SWISH), expand);
    int depthwise = graphs.depthwise("depthwise", 1, swish);
    int pool = graphs.add("pool", new GlobalPool(Reduction.AVERAGE), depthwise);
    int product =
        graphs.add("product", new Arithmetic(Arithmetic.Operation.MULTIPLY), depthwise, pool);
    Graph fused = new FuseActivation().apply(graphs.graph(graphs.pointwise("project", 4, product)));
    Graph matched = new MatchInvertedBottleneck().apply(fused);

    assertThat(PassGraphs.nodes(matched))
        .containsExactly(
            "expand(image)", "pool(expand)", "product(expand, pool)", "project(product)");
    assertThat(layers(matched, 1)).isEqualTo(2);
  }

  private static int layers(Graph graph, int index) {
    return ((ConvolutionChain) graph.nodes().get(index).operator()).layers().size();
  }
}
