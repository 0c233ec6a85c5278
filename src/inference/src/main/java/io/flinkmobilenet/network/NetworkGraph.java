package io.flinkmobilenet.network;

import io.flinkmobilenet.graph.Activation;
import io.flinkmobilenet.graph.Arithmetic;
import io.flinkmobilenet.graph.Convolution;
import io.flinkmobilenet.graph.Dense;
import io.flinkmobilenet.graph.FeatureShape;
import io.flinkmobilenet.graph.GlobalPool;
import io.flinkmobilenet.graph.Graph;
import io.flinkmobilenet.graph.GraphBuilder;
import io.flinkmobilenet.graph.GraphLimits;
import io.flinkmobilenet.graph.Reduction;
import io.flinkmobilenet.graph.Window;
import io.flinkmobilenet.kernel.ConvGeometry;

/** Builds the graph of a network that is described as a chain of blocks. */
final class NetworkGraph {
  private final GraphBuilder builder = new GraphBuilder(GraphLimits.NONE);

  static Graph of(Network network) {
    return new NetworkGraph().build(network);
  }

  private Graph build(Network network) {
    FeatureShape image = network.input();
    int before = builder.image(image.height(), image.width(), image.channels());
    int last = before;
    int number = 0;
    for (Block block : network.blocks()) {
      int blockInput = last;
      for (Layer layer : block.layers()) {
        before = last;
        last = add(layer, number++, last);
      }
      if (block.residual()) {
        Arithmetic sum = new Arithmetic(Arithmetic.Operation.ADD);
        last = builder.add("add " + number, sum, blockInput, last);
      }
    }
    if (builder.shape(last).pixels() == 1 && builder.shape(before).pixels() == 1) {
      builder.output(Plan.FEATURES, before);
    }
    return builder.output(Plan.LOGITS, last).build();
  }

  private int add(Layer layer, int number, int input) {
    if (layer instanceof Layer.Dense dense) {
      return builder.add(
          dense.name(),
          Dense.of(dense.weights().name(), dense.bias().name(), dense.filters()),
          input);
    } else if (layer instanceof Layer.GlobalAveragePool) {
      return builder.add("pool " + number, new GlobalPool(Reduction.AVERAGE), input);
    }
    Layer.Normalised normalised = (Layer.Normalised) layer;
    int sums = builder.add("convolution " + number, convolution(normalised), input);
    Activation activation = normalised.activation();
    return activation.linear() ? sums : builder.add("activation " + number, activation, sums);
  }

  private static Convolution convolution(Layer.Normalised layer) {
    Window window = Window.of(1);
    int groups = 1;
    if (layer instanceof Layer.Depthwise depthwise) {
      window = window(depthwise.window());
      groups = layer.input().channels();
    } else if (layer instanceof Layer.Convolution convolution) {
      window = window(convolution.window());
    }
    return Convolution.of(layer.weights().name(), layer.output().channels(), window)
        .groups(groups)
        .normalised(layer.normalisation());
  }

  private static Window window(ConvGeometry geometry) {
    int reach = ConvGeometry.SIZE;
    int rows = (geometry.outputHeight() - 1) * geometry.stride() + reach - geometry.top();
    int columns = (geometry.outputWidth() - 1) * geometry.stride() + reach - geometry.left();
    return Window.of(reach)
        .stride(geometry.stride())
        .padding(
            geometry.top(),
            geometry.left(),
            Math.max(rows - geometry.inputHeight(), 0),
            Math.max(columns - geometry.inputWidth(), 0));
  }
}
