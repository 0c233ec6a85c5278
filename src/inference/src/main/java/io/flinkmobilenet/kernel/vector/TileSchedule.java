package io.flinkmobilenet.kernel.vector;

/**
 * Divides a run of pixels into as few tiles as possible. Their sizes differ by at most one pixel,
 * so that no pixel is computed twice.
 */
final class TileSchedule {
  private final int pixels;

  /** Divisions, indexed by the number of vectors of a panel. */
  private final Division[] divisions = new Division[PanelTiles.MOST_VECTORS + 1];

  private TileSchedule(int pixels) {
    this.pixels = pixels;
    for (int vectors = 1; vectors < divisions.length; vectors++) {
      divisions[vectors] = Division.of(pixels, PanelTiles.mostPixels(vectors));
    }
  }

  /** Returns the schedule for a run of at least one pixel on this CPU. */
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

  /** Returns the division for panels with the given number of vectors. */
  Division division(int vectors) {
    return divisions[vectors];
  }

  private static int divideUp(int value, int by) {
    return (value + by - 1) / by;
  }

  /**
   * Tiles of some size, then tiles with one pixel less.
   *
   * @param pixels length of the run
   * @param size pixels of the larger tiles
   * @param largeEnd end of the larger tiles; the end of the run if there are no others
   */
  record Division(int pixels, int size, int largeEnd) {
    static Division of(int pixels, int most) {
      int tiles = divideUp(pixels, most);
      int size = divideUp(pixels, tiles);
      int smaller = tiles * size - pixels;
      return new Division(pixels, size, pixels - smaller * (size - 1));
    }
  }
}
