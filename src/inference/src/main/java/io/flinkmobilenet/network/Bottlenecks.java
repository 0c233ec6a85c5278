package io.flinkmobilenet.network;

import io.flinkmobilenet.kernel.Bottleneck;
import io.flinkmobilenet.kernel.ConvLayer;
import java.util.List;
import java.util.Optional;

/** Recognises blocks that are bottlenecks, which run as one kernel. */
final class Bottlenecks {
  private Bottlenecks() {}

  /** Returns weights and geometry of a bottleneck; empty if the block has other layers. */
  static Optional<Bottleneck> of(Block block, FilterFolding folding) {
    List<Layer> layers = block.layers();
    int count = layers.size();
    boolean bottleneck =
        (count == 2 || count == 3)
            && layers.get(count - 2) instanceof Layer.Depthwise
            && layers.get(count - 1) instanceof Layer.Pointwise
            && (count == 2 || layers.get(0) instanceof Layer.Pointwise);
    if (!bottleneck) {
      return Optional.empty();
    }
    Layer.Depthwise depthwise = (Layer.Depthwise) layers.get(count - 2);
    Optional<ConvLayer> expand =
        count == 2
            ? Optional.empty()
            : Optional.of(layer((Layer.Pointwise) layers.get(0), folding));
    return Optional.of(
        new Bottleneck(
            expand,
            depthwise.window(),
            layer(depthwise, folding),
            layer((Layer.Pointwise) layers.get(count - 1), folding)));
  }

  private static ConvLayer layer(Layer.Normalised layer, FilterFolding folding) {
    return new ConvLayer(folding.fold(layer), layer.activation());
  }
}
