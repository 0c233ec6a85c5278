package io.flinkmobilenet.kernel.vector;

import io.flinkmobilenet.kernel.Activation;

/**
 * The tiles for panels of so many vectors.
 *
 * <p>7 pixels × 3 vectors are 21 sums, 3 vectors of weights and a pixel: 25 of 32 registers, and 21
 * multiply-adds for 10 loads. 4 × 3 fill 16 registers.
 */
final class PanelTiles {
  /** Most vectors of channels in a tile. */
  static final int MOST_VECTORS = 3;

  /**
   * Whether tiles clamp their sums on the way out. JDK 17 now and then fails to see what kind of
   * vector a loop has carried where it comes to take it for integers, and leaves it on the heap;
   * there a second pass clamps what is still in the first-level cache.
   */
  private static final boolean CLAMP_IN_TILES = Runtime.version().feature() >= 25;

  private final int vectors;
  private final PointwiseTile large;
  private final PointwiseTile small;
  private final PointwiseTile single;
  private final boolean clampAfter;

  private PanelTiles(int vectors, String ending, boolean clampAfter) {
    this.vectors = vectors;
    this.clampAfter = clampAfter;
    large = tile(Cut.LARGE, vectors, ending);
    small = tile(Cut.SMALL, vectors, ending);
    single = tile(Cut.SINGLE, vectors, ending);
  }

  static PanelTiles of(int vectors, Activation activation) {
    boolean clamps = activation == Activation.RELU6;
    String ending = clamps && CLAMP_IN_TILES ? "Relu6" : "Linear";
    return new PanelTiles(vectors, ending, clamps && !CLAMP_IN_TILES);
  }

  /** Tiles that add a residual. */
  static PanelTiles adding(int vectors) {
    return new PanelTiles(vectors, "Add", false);
  }

  private static PointwiseTile tile(int pixels, int vectors, String ending) {
    String name = "Pointwise%dx%d%s".formatted(pixels, vectors, ending);
    return (PointwiseTile) GeneratedTiles.named(name);
  }

  void run(
      Product product, int vector, float[] memory, Cut cut, int input, int residual, int output) {
    if (cut.largeEnd() > 0) {
      large.run(product, vector, memory, 0, cut.largeEnd(), input, residual, output);
    }
    if (cut.smallFrom() < cut.pixels()) {
      small.run(product, vector, memory, cut.smallFrom(), cut.pixels(), input, residual, output);
    }
    if (cut.single()) {
      single.run(product, vector, memory, 0, cut.pixels(), input, residual, output);
    }
    if (clampAfter) {
      clamp(product, vector, memory, cut.pixels(), output);
    }
  }

  /** A panel of fewer vectors than three has its last one clamped again. */
  private void clamp(Product product, int vector, float[] memory, int pixels, int output) {
    int last = vector + vectors - 1;
    Relu6.run(
        memory,
        output + product.channel(vector),
        output + product.channel(Math.min(vector + 1, last)),
        output + product.channel(last),
        pixels,
        product.outputStride);
  }
}
