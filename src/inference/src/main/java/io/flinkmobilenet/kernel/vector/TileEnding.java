package io.flinkmobilenet.kernel.vector;

import io.flinkmobilenet.graph.Activation;

/** Last part of the names of generated tiles, which says what they do with their sums. */
final class TileEnding {
  static final String LINEAR = "Linear";

  private TileEnding() {}

  /** Returns whether there are tiles for an activation. */
  static boolean has(Activation activation) {
    return switch (activation.kind()) {
      case LINEAR, RELU, RELU6 -> true;
      default -> false;
    };
  }

  /**
   * Returns the ending of the tiles for an activation.
   *
   * @throws IllegalArgumentException if there are no tiles for it
   */
  static String of(Activation activation) {
    return switch (activation.kind()) {
      case LINEAR -> LINEAR;
      case RELU -> "Relu";
      case RELU6 -> "Relu6";
      default ->
          throw new IllegalArgumentException(
              "activation of a vector kernel: expected linear, relu or relu6, found "
                  + activation.title());
    };
  }

  /** Returns the bits of the upper bound of an activation with tiles. */
  static int most(Activation activation) {
    boolean bounded = activation.kind() == Activation.Kind.RELU6;
    return Float.floatToRawIntBits(bounded ? 6 : Float.POSITIVE_INFINITY);
  }
}
