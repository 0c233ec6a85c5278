package io.flinkmobilenet.kernel.vector;

import io.flinkmobilenet.simd.Lanes;

/**
 * Where the inputs of a matrix product are. The shapes of the tiles depend on it and on the number
 * of registers.
 *
 * <p>A tile needs a register for each sum and each vector of weights, and one for a pixel. 7 pixels
 * × 3 vectors take 25 of 32 registers, with 21 multiply-adds per 10 loads. 4 × 3 take all of 16
 * registers, 6 × 2 leave one free.
 */
enum TileForm {
  /** The inputs of a pixel are consecutive. */
  POINTWISE("Pointwise"),
  /** The inputs of a pixel are at the offsets that the matrix gives. */
  CONVOLUTION("Convolution");

  /** Largest number of vectors of channels in a tile. */
  static final int MOST_VECTORS = 3;

  /**
   * Largest number of pixels. For inputs of 224 × 224 the widths of all maps are multiples of 7.
   */
  static final int MOST_PIXELS = 7;

  /**
   * Whether HotSpot may load a pixel before it has used the one before it, if both are consecutive
   * inputs. The tile of 4 × 3 then needs 17 registers: one sum goes through memory, and the tile
   * takes twice as long. JDK 17 does not load ahead, JDK 25 does.
   */
  private static final boolean LOADS_AHEAD = Runtime.version().feature() > 17;

  private final String title;

  TileForm(String title) {
    this.title = title;
  }

  /**
   * Returns the number of vectors of the next panel of a matrix.
   *
   * @param left number of vectors that are left; 2 + 2 is better than 3 + 1
   */
  int vectors(int left) {
    if (left <= MOST_VECTORS) {
      return left;
    }
    return left == 4 || fewRegisters() ? 2 : MOST_VECTORS;
  }

  /** Returns the number of pixels of the largest tile. */
  int mostPixels(int vectors) {
    if (Lanes.MANY_REGISTERS || vectors == 1) {
      return MOST_PIXELS;
    }
    if (vectors == 2) {
      return pairs() ? 5 : 6;
    }
    return fewRegisters() && LOADS_AHEAD ? 3 : 4;
  }

  /**
   * Returns the first part of the names of the tiles.
   *
   * <p>With consecutive inputs HotSpot computes an address with two instructions per pixel and
   * iteration. Paired tiles do two steps per iteration and have a fifth fewer instructions, which
   * counts where the other thread of the core has work as well.
   *
   * @param depth number of inputs of a pixel
   */
  String tiles(int vectors, int depth) {
    return pairs() && vectors == 2 && depth % 2 == 0 ? title + "Paired" : title;
  }

  private boolean pairs() {
    return fewRegisters() && !LOADS_AHEAD;
  }

  private boolean fewRegisters() {
    return this == POINTWISE && !Lanes.MANY_REGISTERS;
  }
}
