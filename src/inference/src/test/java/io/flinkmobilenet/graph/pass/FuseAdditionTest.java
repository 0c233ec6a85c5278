package io.flinkmobilenet.graph.pass;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinkmobilenet.graph.Convolution;
import io.flinkmobilenet.graph.Epilogue;
import io.flinkmobilenet.graph.GlobalPool;
import io.flinkmobilenet.graph.Graph;
import io.flinkmobilenet.graph.Reduction;
import org.junit.jupiter.api.Test;

class FuseAdditionTest {
  @Test
  void addsInTheLaterOfTwoLayers() {
    PassGraphs graphs = new PassGraphs(4);
    int shortcut = graphs.pointwise("shortcut", 8, graphs.image);
    int conv = graphs.pointwise("conv", 8, graphs.image);
    int sum = graphs.add("sum", PassGraphs.ADD, conv, shortcut);
    Graph fused = new FuseAddition().apply(graphs.graph(sum));

    assertThat(PassGraphs.nodes(fused)).containsExactly("shortcut(image)", "conv(image, shortcut)");
    Convolution convolution = (Convolution) fused.nodes().get(2).operator();
    assertThat(convolution.epilogue().addition()).isEqualTo(Epilogue.Addition.AFTER_ACTIVATION);
  }

  @Test
  void addsInTheEarlierLayerIfTheLaterOneHasOtherReaders() {
    PassGraphs graphs = new PassGraphs(4);
    int shortcut = graphs.pointwise("shortcut", 8, graphs.image);
    int conv = graphs.pointwise("conv", 8, graphs.image);
    int sum = graphs.add("sum", PassGraphs.ADD, conv, shortcut);
    graphs.builder.output("features", conv);
    Graph fused = new FuseAddition().apply(graphs.graph(sum));

    assertThat(PassGraphs.nodes(fused)).containsExactly("conv(image)", "shortcut(image, conv)");
  }

  @Test
  void keepsSumsOfOtherShapesAndOfOneMapWithItself() {
    PassGraphs graphs = new PassGraphs(4);
    int conv = graphs.pointwise("conv", 8, graphs.image);
    int twice = graphs.add("twice", PassGraphs.ADD, conv, conv);
    int next = graphs.pointwise("next", 8, twice);
    int mean = graphs.add("mean", new GlobalPool(Reduction.AVERAGE), twice);
    int sum = graphs.add("sum", PassGraphs.ADD, next, mean);
    Graph graph = graphs.graph(sum);

    assertThat(PassGraphs.nodes(new FuseAddition().apply(graph)))
        .isEqualTo(PassGraphs.nodes(graph));
  }
}
