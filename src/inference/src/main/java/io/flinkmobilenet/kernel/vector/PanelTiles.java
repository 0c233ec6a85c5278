package io.flinkmobilenet.kernel.vector;

import io.flinkmobilenet.graph.Activation;
import io.flinkmobilenet.simd.Lanes;

/**
 * The tiles for panels with a given number of vectors.
 *
 * <p>7 pixels × 3 vectors need 21 sums, 3 vectors of weights and a pixel: 25 of 32 registers, with
 * 21 multiply-adds per 10 loads. 4 × 3 need all of 16 registers.
 */
final class PanelTiles {
  /** Largest number of vectors of channels in a tile. */
  static final int MOST_VECTORS = 3;

  /**
   * Pixels of the largest tile. For inputs of 224 × 224 the widths of all maps are multiples of 7.
   */
  static final int MOST_PIXELS = 7;

  /**
   * Whether HotSpot may load two pixels before it uses the first one. The tile of 4 × 3 then needs
   * 17 registers, one sum goes through memory, and the tile takes twice as long. JDK 17 does not do
   * so, JDK 25 does.
   */
  private static final boolean LOADS_AHEAD = Runtime.version().feature() > 17;

  /** Number of vectors in most panels of matrices with many channels. */
  private static final int USUAL_VECTORS =
      Lanes.MANY_REGISTERS || !LOADS_AHEAD ? MOST_VECTORS : MOST_VECTORS - 1;

  private final String form;
  private final String ending;
  private final int vectors;

  /** Tiles, indexed by the number of pixels; null where none was needed yet. They have no state. */
  private final PointwiseTile[] tiles = new PointwiseTile[MOST_PIXELS + 1];

  /** Whether a second pass clamps the sums while they are in the first-level cache. */
  private final boolean clampAfter;

  /** Bits of the upper bound of that pass. */
  private final int most;

  private PanelTiles(String form, int vectors, String ending, boolean clampAfter, int most) {
    this.form = form;
    this.vectors = vectors;
    this.ending = ending;
    this.clampAfter = clampAfter;
    this.most = most;
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

  /** Returns the number of pixels of the largest tile that this CPU has registers for. */
  static int mostPixels(int vectors) {
    if (Lanes.MANY_REGISTERS || vectors == 1) {
      return MOST_PIXELS;
    }
    if (vectors == 2) {
      return 6;
    }
    return LOADS_AHEAD ? 3 : 4;
  }

  /**
   * Returns the number of vectors of the next panel of a matrix, which has the given number of
   * vectors left; 2 + 2 is better than 3 + 1.
   */
  static int vectors(int left) {
    if (left <= MOST_VECTORS) {
      return left;
    }
    return left == 4 ? 2 : USUAL_VECTORS;
  }

  void run(
      PackedMatrix product,
      int vector,
      float[] memory,
      TileSchedule schedule,
      int input,
      int output) {
    TileSchedule.Division division = schedule.division(vectors);
    int largeEnd = division.largeEnd();
    int size = division.size();
    tile(size).run(product, vector, memory, 0, largeEnd, input, output);
    if (largeEnd < division.pixels()) {
      tile(size - 1).run(product, vector, memory, largeEnd, division.pixels(), input, output);
    }
    if (clampAfter) {
      clamp(product, vector, memory, division.pixels(), output);
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
