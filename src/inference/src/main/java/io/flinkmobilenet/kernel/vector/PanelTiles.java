package io.flinkmobilenet.kernel.vector;

import io.flinkmobilenet.graph.Activation;
import io.flinkmobilenet.simd.Lanes;

/** The tiles for panels with a given number of vectors. */
final class PanelTiles {
  private final int vectors;

  /** First part of the names of the tiles. */
  private final String form;

  /** Last part of the names of the tiles. */
  private final String ending;

  /** Number of pixels of the largest tile. */
  private final int mostPixels;

  /** Tiles, indexed by the number of pixels; null where none was needed yet. They have no state. */
  private final PointwiseTile[] tiles;

  /** Whether a second pass clamps the sums while they are in the first-level cache. */
  private final boolean clampAfter;

  /** Bits of the upper bound of that pass. */
  private final int most;

  /**
   * Creates the tiles of a product.
   *
   * @param depth number of inputs of a pixel
   */
  PanelTiles(TileForm form, int vectors, int depth, Activation activation) {
    this.vectors = vectors;
    this.form = form.tiles(vectors, depth);
    mostPixels = form.mostPixels(vectors);
    tiles = new PointwiseTile[mostPixels + 1];
    clampAfter = Lanes.SMALL_METHODS && !activation.linear();
    ending = clampAfter ? TileEnding.LINEAR : TileEnding.of(activation);
    most = TileEnding.most(activation);
  }

  void run(
      PackedMatrix product,
      int vector,
      float[] memory,
      TileSchedule schedule,
      int input,
      int output) {
    TileSchedule.Division division = schedule.division(mostPixels);
    int largeEnd = division.largeEnd();
    int end = schedule.pixels();
    tile(division.size()).run(product, vector, memory, 0, largeEnd, input, output);
    if (largeEnd < end) {
      tile(division.size() - 1).run(product, vector, memory, largeEnd, end, input, output);
    }
    if (clampAfter) {
      clamp(product, vector, memory, end, output);
    }
  }

  private PointwiseTile tile(int pixels) {
    PointwiseTile tile = tiles[pixels];
    if (tile == null) {
      String name = "%s%dx%d%s".formatted(form, pixels, vectors, ending);
      tile = (PointwiseTile) GeneratedTiles.named(name);
      tiles[pixels] = tile;
    }
    return tile;
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
