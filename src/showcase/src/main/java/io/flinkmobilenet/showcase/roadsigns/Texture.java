package io.flinkmobilenet.showcase.roadsigns;

import java.util.Arrays;

/** Fills parts of a canvas with textures. */
final class Texture {
  private Texture() {}

  /**
   * Fills columns of pixels with a grain between two colours.
   *
   * @param top the first row of each column
   * @param bottom the row just below the last row of each column
   * @param size size of the coarse grain: pixels of the canvas per pixel of the tile
   */
  static void cover(
      Canvas canvas, int[] top, int[] bottom, int first, int second, double size, Dice dice) {
    int step = (int) (256 / size);
    int originX = dice.below(1 << 16);
    int originY = dice.below(1 << 16);
    int width = canvas.width();
    int[] pixels = canvas.pixels();
    for (int y = 0; y < canvas.height(); y++) {
      for (int x = 0; x < width; x++) {
        if (y >= top[x] && y < bottom[x]) {
          int coarse = Grain.smooth(originX + x * step, originY + y * step);
          int fine = Grain.at(2 * x + originY, 2 * y + originX);
          pixels[y * width + x] = Colours.mixed(first, second, (coarse * 2 + fine) / 3);
        }
      }
    }
  }

  /** Fills columns of pixels with leaves: bright ones in front of dark gaps. */
  static void foliage(
      Canvas canvas, int[] top, int[] bottom, int dark, int bright, double size, Dice dice) {
    int step = (int) (256 / size);
    int leaf = (int) (560 / size);
    int originX = dice.below(1 << 16);
    int originY = dice.below(1 << 16);
    int width = canvas.width();
    int[] pixels = canvas.pixels();
    for (int y = 0; y < canvas.height(); y++) {
      for (int x = 0; x < width; x++) {
        if (y >= top[x] && y < bottom[x]) {
          int crown = Grain.smooth(originX + x * step / 2, originY + y * step / 2) - 128;
          int leaves = Grain.smooth(originY + x * leaf, originX + y * leaf) - 128;
          int lit = Colours.clamped(112 + (crown * 7 + leaves * 9 >> 3));
          pixels[y * width + x] = Colours.mixed(dark, bright, lit);
        }
      }
    }
  }

  /** Adds noise to the contents between two rows. */
  static void roughen(Canvas canvas, int fromRow, int toRow, int strength, Dice dice) {
    int originX = dice.below(256);
    int originY = dice.below(256);
    int width = canvas.width();
    int[] pixels = canvas.pixels();
    for (int y = Math.max(0, fromRow); y < Math.min(canvas.height(), toRow); y++) {
      for (int x = 0; x < width; x++) {
        int grain = Grain.at(3 * x + originX, 5 * y + originY) - 128;
        int i = y * width + x;
        pixels[i] = Colours.scaled(pixels[i], 256 + (grain * strength >> 7));
      }
    }
  }

  /** The same row for all columns. */
  static int[] level(Canvas canvas, double row) {
    int[] rows = new int[canvas.width()];
    Arrays.fill(rows, (int) row);
    return rows;
  }

  /**
   * Rows along an uneven edge.
   *
   * @param reach largest deviation from the row, in pixels @param size pixels of the canvas per
   *     pixel of the tile
   */
  static int[] edge(Canvas canvas, double row, double reach, double size, Dice dice) {
    int[] rows = new int[canvas.width()];
    int step = (int) (256 / size);
    int x0 = dice.below(1 << 16);
    int y0 = dice.below(1 << 16);
    double rough = Math.min(0.2 * reach, canvas.height() / 30.0);
    for (int x = 0; x < rows.length; x++) {
      int coarse = Grain.smooth(x0 + x * step, y0);
      int fine = Grain.smooth(x0 + 6 * x * step, y0 + 9999) - 128;
      rows[x] = (int) (row + reach * (coarse / 256.0 - 1) + rough * fine / 128);
    }
    return rows;
  }
}
