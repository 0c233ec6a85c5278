package io.flinkmobilenet.network;

import io.flinkmobilenet.graph.Convolution;
import io.flinkmobilenet.graph.ConvolutionChain;
import io.flinkmobilenet.graph.FeatureShape;
import io.flinkmobilenet.graph.Window;
import io.flinkmobilenet.kernel.Bottleneck;
import io.flinkmobilenet.kernel.ConvGeometry;
import io.flinkmobilenet.kernel.ConvLayer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Turns chains of convolutions into the layers of fused kernels. */
final class Bottlenecks {
  private final FilterFolding folding;

  Bottlenecks(FilterFolding folding) {
    this.folding = folding;
  }

  /**
   * Returns the bottlenecks of a chain, each of which ends with the pointwise convolution that
   * follows a depthwise one, or with the depthwise one if there is no other.
   *
   * @param from first layer that belongs to a bottleneck
   * @param input shape of the chain's input
   */
  List<Bottleneck> of(ConvolutionChain chain, int from, FeatureShape input) {
    List<FeatureShape> read = chain.read(input);
    List<Bottleneck> bottlenecks = new ArrayList<>();
    int next = from;
    while (next < read.size()) {
      boolean expands = !chain.layers().get(next).depthwise(read.get(next));
      int depthwise = expands ? next + 1 : next;
      Optional<ConvLayer> expand =
          expands ? Optional.of(layer(chain.layers().get(next), read.get(next))) : Optional.empty();
      Convolution middle = chain.layers().get(depthwise);
      next = depthwise + 1;
      Optional<ConvLayer> project =
          next < read.size()
              ? Optional.of(layer(chain.layers().get(next), read.get(next)))
              : Optional.empty();
      bottlenecks.add(
          new Bottleneck(
              expand,
              geometry(middle, read.get(depthwise)),
              layer(middle, read.get(depthwise)),
              project));
      next++;
    }
    return bottlenecks;
  }

  private ConvLayer layer(Convolution layer, FeatureShape input) {
    return new ConvLayer(folding.fold(layer, input), layer.epilogue().activation());
  }

  /** Returns the geometry of a convolution whose window is odd. */
  static ConvGeometry geometry(Convolution layer, FeatureShape input) {
    Window window = layer.window();
    FeatureShape output = layer.sums(input);
    return new ConvGeometry(
        window.height(),
        input.height(),
        input.width(),
        window.strideY(),
        window.top(),
        window.left(),
        output.height(),
        output.width());
  }
}
