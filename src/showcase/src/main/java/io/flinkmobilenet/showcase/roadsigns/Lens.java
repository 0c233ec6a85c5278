package io.flinkmobilenet.showcase.roadsigns;

/** Blurs a frame as a lens that is out of focus or a moving camera would. It reuses its buffer. */
final class Lens {
  private int[] buffer = new int[0];

  /**
   * Blurs equally in all directions.
   *
   * @param sigma standard deviation in pixels
   */
  void defocus(Canvas canvas, double sigma) {
    // A pass with weights a, 1 - 2a, a has variance 2a. For a above 1/3 it would not be smooth.
    double left = sigma * sigma;
    while (left > 0.02) {
      double variance = Math.min(left, 0.6);
      pass(canvas, (int) (128 * variance));
      left -= variance;
    }
  }

  /**
   * Blurs along a line.
   *
   * @param angle radians
   * @param length pixels
   */
  void shake(Canvas canvas, double angle, double length) {
    int samples = 2 * (int) (Math.min(length, 14) / 2) + 1;
    if (samples < 3) {
      return;
    }
    int width = canvas.width();
    int height = canvas.height();
    int[] shiftX = new int[samples];
    int[] shiftY = new int[samples];
    for (int i = 0; i < samples; i++) {
      double at = length * (i / (samples - 1.0) - 0.5);
      shiftX[i] = (int) Math.floor(at * StrictMath.cos(angle) + 0.5);
      shiftY[i] = (int) Math.floor(at * StrictMath.sin(angle) + 0.5);
    }
    int[] from = copy(canvas);
    int[] to = canvas.pixels();
    int margin = (int) length / 2 + 1;
    int weight = 65536 / samples;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        boolean inside = x >= margin && x < width - margin && y >= margin && y < height - margin;
        int redBlue = 0;
        int green = 0;
        for (int i = 0; i < samples; i++) {
          int column = x + shiftX[i];
          int row = y + shiftY[i];
          if (!inside) {
            column = Math.max(0, Math.min(width - 1, column));
            row = Math.max(0, Math.min(height - 1, row));
          }
          int rgb = from[row * width + column];
          redBlue += rgb & 0xFF00FF;
          green += rgb >> 8 & 0xFF;
        }
        int red = (redBlue >>> 16) * weight >> 16;
        int blue = (redBlue & 0xFFFF) * weight >> 16;
        to[y * width + x] = red << 16 | (green * weight >> 16) << 8 | blue;
      }
    }
  }

  private void pass(Canvas canvas, int side) {
    int width = canvas.width();
    int height = canvas.height();
    int[] from = copy(canvas);
    int[] to = canvas.pixels();
    for (int y = 0; y < height; y++) {
      int row = y * width;
      for (int x = 1; x < width - 1; x++) {
        to[row + x] = weighted(from[row + x - 1], from[row + x], from[row + x + 1], side);
      }
    }
    from = copy(canvas);
    for (int y = 1; y < height - 1; y++) {
      int row = y * width;
      for (int x = 0; x < width; x++) {
        int i = row + x;
        to[i] = weighted(from[i - width], from[i], from[i + width], side);
      }
    }
  }

  private static int weighted(int before, int at, int after, int side) {
    int centre = 256 - 2 * side;
    int redBlue = ((before & 0xFF00FF) + (after & 0xFF00FF)) * side + (at & 0xFF00FF) * centre;
    int green = ((before & 0xFF00) + (after & 0xFF00)) * side + (at & 0xFF00) * centre;
    return (redBlue >>> 8 & 0xFF00FF) | (green >>> 8 & 0xFF00);
  }

  private int[] copy(Canvas canvas) {
    int[] pixels = canvas.pixels();
    if (buffer.length != pixels.length) {
      buffer = new int[pixels.length];
    }
    System.arraycopy(pixels, 0, buffer, 0, pixels.length);
    return buffer;
  }
}
