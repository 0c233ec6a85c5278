package io.flinkmobilenet.camera;

import java.util.Arrays;

/** Fills parts of a canvas unevenly. */
final class Texture {
  private Texture() {}

  /**
   * Fills columns of pixels with a grain between two colours.
   *
   * @param top the first row of each column
   * @param bottom the row behind the last of each column
   * @param size of the coarse grain: pixels of the canvas to one of the tile
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

  /** Roughens what is there between two rows. */
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

  /** One row for all columns. */
  static int[] level(Canvas canvas, double row) {
    int[] rows = new int[canvas.width()];
    Arrays.fill(rows, (int) row);
    return rows;
  }

  /**
   * Rows along an uneven edge.
   *
   * @param reach how far it strays from the row, in pixels
   * @param size pixels of the canvas to one of the tile
   */
  static int[] edge(Canvas canvas, double row, double reach, double size, Dice dice) {
    int[] rows = new int[canvas.width()];
    int step = (int) (256 / size);
    int x0 = dice.below(1 << 16);
    int y0 = dice.below(1 << 16);
    for (int x = 0; x < rows.length; x++) {
      int grain = Grain.smooth(x0 + x * step, y0) * 2 + Grain.smooth(x0 + 5 * x * step, y0);
      rows[x] = (int) (row + reach * (grain / 384.0 - 1));
    }
    return rows;
  }
}
