package io.flinkmobilenet.architecture;

import io.flinkmobilenet.graph.Activation;
import io.flinkmobilenet.graph.Arithmetic;
import io.flinkmobilenet.graph.BatchNormalisation;
import io.flinkmobilenet.graph.Concatenation;
import io.flinkmobilenet.graph.ConstantPadding;
import io.flinkmobilenet.graph.Convolution;
import io.flinkmobilenet.graph.FeatureShape;
import io.flinkmobilenet.graph.GraphBuilder;
import io.flinkmobilenet.graph.Pool;
import io.flinkmobilenet.graph.Reduction;
import io.flinkmobilenet.graph.Resampling;
import io.flinkmobilenet.graph.Window;
import java.util.HashMap;
import java.util.Map;

/** Layers of NASNet-A's cells. A convolution reads its input after ReLU. */
final class NasNetLayers {
  /** Added to the variance of every batch normalisation. */
  static final double EPSILON = 1e-3;

  private final GraphBuilder graph;
  private final Map<Integer, Integer> activated = new HashMap<>();

  NasNetLayers(GraphBuilder graph) {
    this.graph = graph;
  }

  int sum(String name, int left, int right) {
    return graph.add(name, new Arithmetic(Arithmetic.Operation.ADD), left, right);
  }

  int pool(String name, Reduction reduction, int stride, int input) {
    Window window = Window.of(3).stride(stride).samePadding(graph.shape(input));
    return graph.add(name, new Pool(reduction, window, false, false), input);
  }

  int separable(String name, int middle, int filters, int size, int stride, int input) {
    int last = separableHalf(name, 1, middle, Window.of(size).stride(stride), input);
    return separableHalf(name, 2, filters, Window.of(size), last);
  }

  private int separableHalf(String name, int half, int filters, Window window, int input) {
    String prefix = name + ".separable_" + half;
    FeatureShape shape = graph.shape(input);
    Convolution depthwise =
        Convolution.of(
                prefix + ".depthwise_conv2d.weight", shape.channels(), window.samePadding(shape))
            .groups(shape.channels());
    Convolution pointwise =
        Convolution.of(prefix + ".pointwise_conv2d.weight", filters, Window.of(1))
            .normalised(new BatchNormalisation(name + ".bn_sep_" + half, filters, EPSILON));
    int sums = graph.add(prefix + ".depthwise_conv2d", depthwise, relu(input));
    return graph.add(prefix + ".pointwise_conv2d", pointwise, sums);
  }

  int point(String name, int filters, int input) {
    Convolution convolution =
        Convolution.of(name + ".conv.weight", filters, Window.of(1))
            .normalised(new BatchNormalisation(name + ".bn", filters, EPSILON));
    return graph.add(name, convolution, relu(input));
  }

  /** Halves a map: half of the filters read its even rows and columns, half its odd ones. */
  int halved(String name, int filters, int input) {
    Window point = Window.of(1);
    int half = filters / 2;
    int activation = relu(input);
    Convolution even = Convolution.of(name + ".path_1.conv.weight", half, point.stride(2));
    int left = graph.add(name + ".path_1", even, activation);
    Convolution odd = Convolution.of(name + ".path_2.conv.weight", half, point);
    int right = graph.add(name + ".path_2", odd, odd(name, graph.shape(left), activation));
    int both = graph.add(name + ".paths", new Concatenation(), left, right);
    String norm = name + ".final_path_bn";
    return graph.add(norm, new BatchNormalisation(norm, filters, EPSILON), both);
  }

  /**
   * Takes the pixels of odd rows and columns, and zeros after the last one. Of 2n + 1 pixels, the
   * one that is nearest to the centre of the i-th of n equal parts is 2i + 1.
   */
  private int odd(String name, FeatureShape output, int input) {
    FeatureShape shape = graph.shape(input);
    int below = 2 * output.height() + 1 - shape.height();
    int after = 2 * output.width() + 1 - shape.width();
    int padded = graph.add(name + ".path_2.pad", new ConstantPadding(0, 0, below, after, 0), input);
    Resampling nearest =
        new Resampling(
            output.height(),
            output.width(),
            Resampling.Interpolation.NEAREST,
            Resampling.Coordinates.HALF_PIXEL);
    return graph.add(name + ".path_2.odd", nearest, padded);
  }

  int relu(int input) {
    Integer known = activated.get(input);
    if (known == null) {
      known = graph.add(graph.node(input).name() + ".activation", Activation.RELU, input);
      activated.put(input, known);
    }
    return known;
  }
}
