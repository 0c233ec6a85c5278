package io.flinkmobilenet.showcase.roadsigns;

/**
 * Natural-looking noise of six octaves in a seamless tile of 256x256. It is the texture of clouds,
 * leaves, asphalt and dirt.
 */
final class Grain {
  private static final int BITS = 8;
  private static final int SIZE = 1 << BITS;
  private static final int MASK = SIZE - 1;
  private static final byte[] TILE = tile();

  private Grain() {}

  /** The noise at a pixel, 0 to 255. */
  static int at(int x, int y) {
    return TILE[(y & MASK) << BITS | x & MASK] & 0xFF;
  }

  /**
   * The interpolated noise, 0 to 255, for an enlarged tile.
   *
   * @param x in 1/256 of the tile's pixels
   * @param y in 1/256 of the tile's pixels
   */
  static int smooth(int x, int y) {
    int column = x >> 8;
    int row = y >> 8;
    int right = x & 0xFF;
    int below = y & 0xFF;
    int top = at(column, row) * (256 - right) + at(column + 1, row) * right;
    int bottom = at(column, row + 1) * (256 - right) + at(column + 1, row + 1) * right;
    return top * (256 - below) + bottom * below >>> 16;
  }

  private static byte[] tile() {
    float[] sum = new float[SIZE * SIZE];
    float weight = 1;
    for (int cells = 4; cells <= 128; cells *= 2) {
      addOctave(sum, cells, weight);
      weight *= 0.62f;
    }
    float least = Float.MAX_VALUE;
    float most = -Float.MAX_VALUE;
    for (float value : sum) {
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
    byte[] tile = new byte[sum.length];
    for (int i = 0; i < tile.length; i++) {
      // Stretched, because the extremes are rare.
      float value = ((sum[i] - least) / (most - least) - 0.5f) * 1.4f + 0.5f;
      tile[i] = (byte) Math.max(0, Math.min(255, (int) (value * 255)));
    }
    return tile;
  }

  private static void addOctave(float[] sum, int cells, float weight) {
    Dice dice = Dice.of(cells, 0);
    float[] corners = new float[cells * cells];
    for (int i = 0; i < corners.length; i++) {
      corners[i] = (float) dice.unit();
    }
    int step = SIZE / cells;
    for (int y = 0; y < SIZE; y++) {
      int row = y / step;
      float below = eased((float) (y % step) / step);
      for (int x = 0; x < SIZE; x++) {
        int column = x / step;
        float right = eased((float) (x % step) / step);
        float top =
            mixed(
                corner(corners, cells, column, row),
                corner(corners, cells, column + 1, row),
                right);
        float bottom =
            mixed(
                corner(corners, cells, column, row + 1),
                corner(corners, cells, column + 1, row + 1),
                right);
        sum[y * SIZE + x] += weight * mixed(top, bottom, below);
      }
    }
  }

  private static float corner(float[] corners, int cells, int column, int row) {
    return corners[row % cells * cells + column % cells];
  }

  private static float eased(float part) {
    return part * part * (3 - 2 * part);
  }

  private static float mixed(float from, float to, float part) {
    return from + (to - from) * part;
  }
}
