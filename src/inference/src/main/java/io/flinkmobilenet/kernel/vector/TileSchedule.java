package io.flinkmobilenet.kernel.vector;

/**
 * Divides a run of pixels into as few tiles as possible. Their sizes differ by at most one pixel,
 * so that no pixel is computed twice.
 */
final class TileSchedule {
  private final int pixels;

  /** Divisions, indexed by the number of pixels of the largest possible tile. */
  private final Division[] divisions = new Division[TileForm.MOST_PIXELS + 1];

  private TileSchedule(int pixels) {
    this.pixels = pixels;
    for (int most = 1; most < divisions.length; most++) {
      divisions[most] = Division.of(pixels, most);
    }
  }

  /** Returns the schedule for a run of at least one pixel. */
  static TileSchedule of(int pixels) {
    return new TileSchedule(pixels);
  }

  /** Returns the size of equal tiles for a run, the last one of which may have to move back. */
  static int equalTiles(int pixels, int most) {
    return divideUp(pixels, divideUp(pixels, most));
  }

  /** Returns the length of the run. */
  int pixels() {
    return pixels;
  }

  /** Returns the division into tiles of at most the given number of pixels. */
  Division division(int most) {
    return divisions[most];
  }

  private static int divideUp(int value, int by) {
    return (value + by - 1) / by;
  }

  /**
   * Tiles of some size, then tiles with one pixel less.
   *
   * @param size pixels of the larger tiles
   * @param largeEnd end of the larger tiles; the end of the run if there are no others
   */
  record Division(int size, int largeEnd) {
    private static Division of(int pixels, int most) {
      int size = equalTiles(pixels, most);
      int smaller = divideUp(pixels, most) * size - pixels;
      return new Division(size, pixels - smaller * (size - 1));
    }
  }
}
