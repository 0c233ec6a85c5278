package io.flinkmobilenet.graph.pass;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinkmobilenet.graph.Activation;
import io.flinkmobilenet.graph.Convolution;
import io.flinkmobilenet.graph.Epilogue;
import io.flinkmobilenet.graph.Graph;
import org.junit.jupiter.api.Test;

class FuseActivationTest {
  @Test
  void fusesTheFirstActivationAndKeepsTheNext() {
    PassGraphs graphs = new PassGraphs(4);
    int conv = graphs.pointwise("conv", 8, graphs.image);
    int relu = graphs.add("relu", PassGraphs.RELU, conv);
    int clip = graphs.add("clip", Activation.clip(0, 1), relu);
    Graph fused = new FuseActivation().apply(graphs.graph(clip));

    assertThat(PassGraphs.nodes(fused)).containsExactly("conv(image)", "clip(conv)");
    Convolution convolution = (Convolution) fused.nodes().get(1).operator();
    assertThat(convolution.epilogue().activation().kind()).isEqualTo(Activation.Kind.RELU);
    assertThat(convolution.epilogue().addition()).isEqualTo(Epilogue.Addition.NONE);
  }

  @Test
  void keepsSumsThatAreAnOutput() {
    PassGraphs graphs = new PassGraphs(4);
    int conv = graphs.pointwise("conv", 8, graphs.image);
    int relu = graphs.add("relu", PassGraphs.RELU, conv);
    graphs.builder.output("features", conv);
    Graph fused = new FuseActivation().apply(graphs.graph(relu));

    assertThat(PassGraphs.nodes(fused)).containsExactly("conv(image)", "relu(conv)");
  }

  @Test
  void activatesAfterAnAdditionThatIsFusedAlready() {
    PassGraphs graphs = new PassGraphs(4);
    int conv = graphs.pointwise("conv", 4, graphs.image);
    int sum = graphs.add("sum", PassGraphs.ADD, graphs.image, conv);
    int relu = graphs.add("relu", PassGraphs.RELU, sum);
    Graph fused = new FuseActivation().apply(new FuseAddition().apply(graphs.graph(relu)));

    assertThat(PassGraphs.nodes(fused)).containsExactly("conv(image, image)");
    Convolution convolution = (Convolution) fused.nodes().get(1).operator();
    assertThat(convolution.epilogue().addition()).isEqualTo(Epilogue.Addition.BEFORE_ACTIVATION);
  }
}
