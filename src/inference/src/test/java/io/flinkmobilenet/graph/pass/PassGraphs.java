package io.flinkmobilenet.graph.pass;

import io.flinkmobilenet.graph.Activation;
import io.flinkmobilenet.graph.Arithmetic;
import io.flinkmobilenet.graph.BatchNormalisation;
import io.flinkmobilenet.graph.Convolution;
import io.flinkmobilenet.graph.Graph;
import io.flinkmobilenet.graph.GraphBuilder;
import io.flinkmobilenet.graph.Operator;
import io.flinkmobilenet.graph.Window;
import java.util.List;
import java.util.stream.Collectors;

/** Short ways to build graphs and to say what became of them. */
final class PassGraphs {
  static final Operator ADD = new Arithmetic(Arithmetic.Operation.ADD);
  static final Operator RELU = Activation.RELU;

  final GraphBuilder builder = new GraphBuilder();
  final int image;

  PassGraphs(int channels) {
    image = builder.image(8, 8, channels);
  }

  int pointwise(String name, int filters, int input) {
    return builder.add(name, Convolution.of(name + ".w", filters, Window.of(1)), input);
  }

  int depthwise(String name, int stride, int input) {
    int channels = builder.shape(input).channels();
    Window window = Window.of(3).stride(stride).padding(1);
    Convolution layer = Convolution.of(name + ".w", channels, window).groups(channels);
    return builder.add(name, layer, input);
  }

  int convolution(String name, int filters, int input) {
    Window window = Window.of(3).stride(2).padding(1);
    return builder.add(name, Convolution.of(name + ".w", filters, window), input);
  }

  int normalisation(String name, int input) {
    int channels = builder.shape(input).channels();
    return builder.add(name, new BatchNormalisation(name, channels, 1e-3), input);
  }

  int add(String name, Operator operator, int... inputs) {
    return builder.add(name, operator, inputs);
  }

  Graph graph(int output) {
    return builder.output("logits", output).build();
  }

  /** Name, operator and inputs of each node but the image. */
  static List<String> nodes(Graph graph) {
    return graph.nodes().stream()
        .skip(1)
        .map(
            node ->
                node.name()
                    + "("
                    + node.inputs().stream()
                        .map(input -> graph.nodes().get(input).name())
                        .collect(Collectors.joining(", "))
                    + ")")
        .toList();
  }
}
