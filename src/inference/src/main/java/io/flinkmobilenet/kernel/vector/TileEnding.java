package io.flinkmobilenet.kernel.vector;

import io.flinkmobilenet.graph.Activation;

/** Last part of the names of generated tiles, which says what they do with their sums. */
final class TileEnding {
  static final String LINEAR = "Linear";
  static final String RELU6 = "Relu6";

  private TileEnding() {}

  /** Returns whether there are tiles for an activation. */
  static boolean has(Activation activation) {
    return activation.kind() == Activation.Kind.LINEAR
        || activation.kind() == Activation.Kind.RELU6;
  }

  /**
   * Returns the ending of the tiles for an activation.
   *
   * @throws IllegalArgumentException if there are no tiles for it
   */
  static String of(Activation activation) {
    return switch (activation.kind()) {
      case LINEAR -> LINEAR;
      case RELU6 -> RELU6;
      default ->
          throw new IllegalArgumentException(
              "activation of a vector kernel: expected linear or relu6, found "
                  + activation.title());
    };
  }
}
