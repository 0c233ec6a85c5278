package io.flinkmobilenet.network;

import java.util.List;

/**
 * Layers that belong together: a plan may fuse them, a table shows them as one row.
 *
 * @param operator its name in the table: {@code conv2d 3×3}, {@code bottleneck}
 * @param expansion expansion factor t of a bottleneck, else 0
 * @param residual whether the block's input is added to the output of its last layer
 * @param layers at least one, each reading what the one before writes
 */
public record Block(String operator, int expansion, boolean residual, List<Layer> layers) {
  /** Checks that the layers fit each other. */
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

  /** A block of one layer. */
  static Block of(String operator, Layer layer) {
    return new Block(operator, 0, false, List.of(layer));
  }

  /** Shape of what it reads. */
  public FeatureShape input() {
    return layers.get(0).input();
  }

  /** Shape of what it writes. */
  public FeatureShape output() {
    return layers.get(layers.size() - 1).output();
  }

  /** Product of its layers' strides. */
  public int stride() {
    return layers.stream().mapToInt(Layer::stride).reduce(1, (a, b) -> a * b);
  }
}
