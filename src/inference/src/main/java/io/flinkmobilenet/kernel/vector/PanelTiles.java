package io.flinkmobilenet.kernel.vector;

import io.flinkmobilenet.graph.Activation;
import io.flinkmobilenet.simd.Lanes;

/**
 * The tiles for panels with a given number of vectors.
 *
 * <p>7 pixels × 3 vectors need 21 sums, 3 vectors of weights and a pixel: 25 of 32 registers, with
 * 21 multiply-adds per 10 loads. 4 × 3 need 16 registers.
 */
final class PanelTiles {
  /** Largest number of vectors of channels in a tile. */
  static final int MOST_VECTORS = 3;

  private final int vectors;
  private final PointwiseTile large;
  private final PointwiseTile small;
  private final PointwiseTile single;

  /** Whether a second pass clamps the sums while they are in the first-level cache. */
  private final boolean clampAfter;

  /** Bits of the upper bound of that pass. */
  private final int most;

  private PanelTiles(String form, int vectors, String ending, boolean clampAfter, int most) {
    this.vectors = vectors;
    this.clampAfter = clampAfter;
    this.most = most;
    large = tile(form, TileSchedule.LARGE, vectors, ending);
    small = tile(form, TileSchedule.SMALL, vectors, ending);
    single = tile(form, TileSchedule.SINGLE, vectors, ending);
  }

  /**
   * Returns the tiles of a product.
   *
   * @param form first part of their names, which selects the template
   */
  static PanelTiles of(String form, int vectors, Activation activation) {
    String ending = TileEnding.of(activation);
    boolean clampAfter = Lanes.SMALL_METHODS && !activation.linear();
    return new PanelTiles(
        form,
        vectors,
        clampAfter ? TileEnding.LINEAR : ending,
        clampAfter,
        TileEnding.most(activation));
  }

  private static PointwiseTile tile(String form, int pixels, int vectors, String ending) {
    String name = "%s%dx%d%s".formatted(form, pixels, vectors, ending);
    return (PointwiseTile) GeneratedTiles.named(name);
  }

  void run(
      PackedMatrix product,
      int vector,
      float[] memory,
      TileSchedule schedule,
      int input,
      int output) {
    if (schedule.largeEnd() > 0) {
      large.run(product, vector, memory, 0, schedule.largeEnd(), input, output);
    }
    if (schedule.smallFrom() < schedule.pixels()) {
      small.run(product, vector, memory, schedule.smallFrom(), schedule.pixels(), input, output);
    }
    if (schedule.single()) {
      single.run(product, vector, memory, 0, schedule.pixels(), input, output);
    }
    if (clampAfter) {
      clamp(product, vector, memory, schedule.pixels(), output);
    }
  }

  /**
   * Clamps the panel; in a panel of fewer than three vectors the last one is clamped repeatedly.
   */
  private void clamp(PackedMatrix product, int vector, float[] memory, int pixels, int output) {
    int last = vector + vectors - 1;
    Clamp.run(
        memory,
        output + product.channel(vector),
        output + product.channel(Math.min(vector + 1, last)),
        output + product.channel(last),
        pixels,
        product.outputStride,
        most);
  }
}
