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

  private final int vectors;
  private final PointwiseTile large;
  private final PointwiseTile small;
  private final PointwiseTile single;

  /** Whether a second pass clamps what is still in the first-level cache. */
  private final boolean clampAfter;

  private PanelTiles(String form, int vectors, String ending, boolean clampAfter) {
    this.vectors = vectors;
    this.clampAfter = clampAfter;
    large = tile(form, TileSchedule.LARGE, vectors, ending);
    small = tile(form, TileSchedule.SMALL, vectors, ending);
    single = tile(form, TileSchedule.SINGLE, vectors, ending);
  }

  /**
   * The tiles of a product.
   *
   * @param form what their names start with: the template they are made from
   */
  static PanelTiles of(String form, int vectors, Activation activation) {
    boolean clamps = activation == Activation.RELU6;
    String ending = clamps && !Lanes.SMALL_METHODS ? "Relu6" : "Linear";
    return new PanelTiles(form, vectors, ending, clamps && Lanes.SMALL_METHODS);
  }

  private static PointwiseTile tile(String form, int pixels, int vectors, String ending) {
    String name = "%s%dx%d%s".formatted(form, pixels, vectors, ending);
    return (PointwiseTile) GeneratedTiles.named(name);
  }

  void run(
      PackedMatrix product, int vector, float[] memory, TileSchedule cut, int input, int output) {
    if (cut.largeEnd() > 0) {
      large.run(product, vector, memory, 0, cut.largeEnd(), input, output);
    }
    if (cut.smallFrom() < cut.pixels()) {
      small.run(product, vector, memory, cut.smallFrom(), cut.pixels(), input, output);
    }
    if (cut.single()) {
      single.run(product, vector, memory, 0, cut.pixels(), input, output);
    }
    if (clampAfter) {
      clamp(product, vector, memory, cut.pixels(), output);
    }
  }

  /** A panel of fewer vectors than three has its last one clamped again. */
  private void clamp(PackedMatrix product, int vector, float[] memory, int pixels, int output) {
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
