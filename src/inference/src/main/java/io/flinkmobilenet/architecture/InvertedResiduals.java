package io.flinkmobilenet.architecture;

import io.flinkmobilenet.graph.Activation;
import io.flinkmobilenet.graph.Arithmetic;
import io.flinkmobilenet.graph.BatchNormalisation;
import io.flinkmobilenet.graph.Convolution;
import io.flinkmobilenet.graph.GraphBuilder;
import io.flinkmobilenet.graph.Window;
import java.util.Optional;

/**
 * Adds inverted residual blocks with squeeze-and-excitation to a graph, with parameters named as in
 * torchvision: each convolution {@code x} has the weights {@code x.0} and the normalisation {@code
 * x.1}.
 *
 * @param graph the graph
 * @param epsilon number added to the variances
 */
record InvertedResiduals(GraphBuilder graph, double epsilon) {
  /**
   * An inverted residual block.
   *
   * @param expanded channels of the depthwise convolution; a 1×1 convolution makes them if the
   *     input has another number
   * @param size rows and columns of the depthwise convolution
   * @param stride its stride
   * @param channels channels of the output; a block of stride 1 whose input has as many adds its
   *     input
   * @param activation function after the first two convolutions
   * @param excitation what scales the channels of the depthwise convolution
   */
  record Block(
      int expanded,
      int size,
      int stride,
      int channels,
      Activation activation,
      Optional<SqueezeAndExcitation> excitation) {}

  /** Adds a block and returns the index of its output. */
  int block(String name, Block block, int input) {
    int read = graph.shape(input).channels();
    int expanded = block.expanded();
    int layer = 0;
    int last = input;
    if (expanded != read) {
      last = point(name + ".block." + layer++, expanded, block.activation(), last);
    }
    Window window = around(block.size(), block.stride());
    String depthwise = name + ".block." + layer++;
    last = convolution(depthwise, expanded, window, expanded, block.activation(), last);
    if (block.excitation().isPresent()) {
      last = block.excitation().get().add(graph, name + ".block." + layer++, last);
    }
    last = point(name + ".block." + layer, block.channels(), Activation.LINEAR, last);
    boolean adds = block.stride() == 1 && block.channels() == read;
    return adds
        ? graph.add(name + ".sum", new Arithmetic(Arithmetic.Operation.ADD), last, input)
        : last;
  }

  /** Adds the first convolution, 3×3 with a stride of 2, and returns the index of its output. */
  int stem(String name, int filters, Activation activation, int image) {
    return convolution(name, filters, around(3, 2), 1, activation, image);
  }

  /** Adds a 1×1 convolution and returns the index of its output. */
  int point(String name, int filters, Activation activation, int input) {
    return convolution(name, filters, Window.of(1), 1, activation, input);
  }

  private static Window around(int size, int stride) {
    return Window.of(size).stride(stride).padding(size / 2);
  }

  private int convolution(
      String name, int filters, Window window, int groups, Activation activation, int input) {
    Convolution convolution =
        Convolution.of(name + ".0.weight", filters, window)
            .groups(groups)
            .normalised(new BatchNormalisation(name + ".1", filters, epsilon));
    int sums = graph.add(name, convolution, input);
    return activation.linear() ? sums : graph.add(name + ".activation", activation, sums);
  }
}
