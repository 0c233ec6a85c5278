package io.flinkmobilenet.kernel.vector;

/**
 * How a run of pixels is cut into tiles: large ones, then small ones, the last of each moved back
 * where they do not end with the run; or single pixels, where the run is shorter than any tile.
 *
 * @param pixels length of the run
 * @param largeEnd where large tiles end; 0 where there are none
 * @param smallFrom where small tiles start; the run's end where there are none
 */
record TileSchedule(int pixels, int largeEnd, int smallFrom) {
  /** Pixels of a large tile. Maps of 224 × 224 pixels are multiples of it all the way down. */
  static final int LARGE = 7;

  /** Pixels of a small tile. */
  static final int SMALL = 4;

  /** Pixels of the tile for what is shorter. */
  static final int SINGLE = 1;

  /** The cut for this CPU. */
  static TileSchedule of(int pixels) {
    return of(pixels, Lanes.MANY_REGISTERS);
  }

  /** The cut with or without large tiles. */
  static TileSchedule of(int pixels, boolean large) {
    int rest = pixels % LARGE;
    int largeEnd = 0;
    if (large && pixels >= LARGE) {
      largeEnd = rest > SMALL ? pixels : pixels - rest;
    }
    boolean small = largeEnd < pixels && pixels >= SMALL;
    return new TileSchedule(pixels, largeEnd, small ? Math.min(largeEnd, pixels - SMALL) : pixels);
  }

  /** Whether there are only single pixels. */
  boolean single() {
    return pixels < SMALL;
  }
}
