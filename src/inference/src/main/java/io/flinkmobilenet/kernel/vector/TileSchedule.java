package io.flinkmobilenet.kernel.vector;

import io.flinkmobilenet.simd.Lanes;

/**
 * Divides a run of pixels into tiles: large ones, then small ones. The last tile of each kind moves
 * back if it would reach past the end of the run. A run shorter than any tile is divided into
 * single pixels.
 *
 * @param pixels length of the run
 * @param largeEnd end of the large tiles; 0 if there are none
 * @param smallFrom start of the small tiles; the end of the run if there are none
 */
record TileSchedule(int pixels, int largeEnd, int smallFrom) {
  /** Pixels of a large tile. For inputs of 224 × 224 the widths of all maps are multiples of 7. */
  static final int LARGE = 7;

  /** Pixels of a small tile. */
  static final int SMALL = 4;

  /** Pixels of the tile for shorter runs. */
  static final int SINGLE = 1;

  /** Returns the schedule for this CPU. */
  static TileSchedule of(int pixels) {
    return of(pixels, Lanes.MANY_REGISTERS);
  }

  /** Returns the schedule with or without large tiles. */
  static TileSchedule of(int pixels, boolean large) {
    int rest = pixels % LARGE;
    int largeEnd = 0;
    if (large && pixels >= LARGE) {
      largeEnd = rest > SMALL ? pixels : pixels - rest;
    }
    boolean small = largeEnd < pixels && pixels >= SMALL;
    return new TileSchedule(pixels, largeEnd, small ? Math.min(largeEnd, pixels - SMALL) : pixels);
  }

  /** Returns whether the run is divided into single pixels. */
  boolean single() {
    return pixels < SMALL;
  }
}
