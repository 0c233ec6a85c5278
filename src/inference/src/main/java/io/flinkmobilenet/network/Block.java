package io.flinkmobilenet.network;

import io.flinkmobilenet.graph.FeatureShape;
import java.util.List;

/**
 * A group of layers, which a plan may fuse and a table shows as one row.
 *
 * @param operator name in the table: {@code conv2d 3×3}, {@code bottleneck}
 * @param expansion expansion factor t of a bottleneck, else 0
 * @param residual whether the block's input is added to the output of its last layer
 * @param layers at least one layer; each reads the output of the one before
 */
public record Block(String operator, int expansion, boolean residual, List<Layer> layers) {
  /** Checks that the shapes of the layers match. */
  public Block {
    layers = List.copyOf(layers);
    if (layers.isEmpty()) {
      throw new IllegalArgumentException("block without layers: " + operator);
    }
    for (int i = 1; i < layers.size(); i++) {
      FeatureShape written = layers.get(i - 1).output();
      FeatureShape read = layers.get(i).input();
      if (!written.equals(read)) {
        throw new IllegalArgumentException(
            operator + ": layer " + i + " reads " + read + " where " + written + " is written");
      }
    }
    if (residual && !layers.get(0).input().equals(layers.get(layers.size() - 1).output())) {
      throw new IllegalArgumentException(operator + ": residual between maps of different shapes");
    }
  }

  /** Creates a block of one layer. */
  public static Block of(String operator, Layer layer) {
    return new Block(operator, 0, false, List.of(layer));
  }

  /** Returns the shape of the input. */
  public FeatureShape input() {
    return layers.get(0).input();
  }

  /** Returns the shape of the output. */
  public FeatureShape output() {
    return layers.get(layers.size() - 1).output();
  }

  /** Returns the product of the layers' strides. */
  public int stride() {
    return layers.stream().mapToInt(Layer::stride).reduce(1, (a, b) -> a * b);
  }
}
