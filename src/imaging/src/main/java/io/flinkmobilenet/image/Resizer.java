package io.flinkmobilenet.image;

import io.flinkmobilenet.geometry.ResizeFilter;
import java.util.Arrays;

/**
 * Resizing with the same result, bit for bit, as Pillow's for 8-bit images: a horizontal pass,
 * rounded to 8 bits, then a vertical one.
 */
public final class Resizer {
  private static final int HALF = 1 << (FilterWeights.PRECISION - 1);

  private Resizer() {}

  /** Resizes an image with the bilinear filter. */
  public static RgbImage resize(RgbImage image, int width, int height) {
    return resize(image, width, height, ResizeFilter.BILINEAR);
  }

  /**
   * Resizes an image.
   *
   * @throws IllegalArgumentException if a size is below 1 or the result does not fit in an array
   */
  public static RgbImage resize(RgbImage image, int width, int height, ResizeFilter filter) {
    if (width < 1 || height < 1 || (long) width * height > Integer.MAX_VALUE / RgbImage.CHANNELS) {
      throw new IllegalArgumentException("cannot resize to " + width + " x " + height + " pixels");
    }
    FilterWeights horizontal = FilterWeights.of(filter, image.width(), width, 0, width);
    return resize(image, horizontal, FilterWeights.of(filter, image.height(), height, 0, height));
  }

  /** Computes only the part of the resized image for which there are weights. */
  static RgbImage resize(RgbImage image, FilterWeights horizontal, FilterWeights vertical) {
    int width = horizontal.first().length;
    int height = vertical.first().length;
    int top = vertical.first()[0];
    int rows = vertical.end() - top;
    byte[] narrowed = new byte[Math.multiplyExact(rows, width * RgbImage.CHANNELS)];
    for (int row = 0; row < rows; row++) {
      int source = (top + row) * image.width() * RgbImage.CHANNELS;
      resizeRow(image.rgb(), source, narrowed, row * width * RgbImage.CHANNELS, horizontal);
    }
    byte[] resized = new byte[height * width * RgbImage.CHANNELS];
    int[] sums = new int[width * RgbImage.CHANNELS];
    for (int row = 0; row < height; row++) {
      blendRows(narrowed, top, resized, row, vertical, sums);
    }
    return new RgbImage(width, height, resized);
  }

  private static void resizeRow(
      byte[] from, int source, byte[] to, int target, FilterWeights taps) {
    for (int x = 0; x < taps.first().length; x++) {
      int pixel = source + taps.first()[x] * RgbImage.CHANNELS;
      int weight = x * taps.stride();
      int red = HALF;
      int green = HALF;
      int blue = HALF;
      for (int tap = 0; tap < taps.count()[x]; tap++, pixel += RgbImage.CHANNELS) {
        int factor = taps.weights()[weight + tap];
        red += (from[pixel] & 0xff) * factor;
        green += (from[pixel + 1] & 0xff) * factor;
        blue += (from[pixel + 2] & 0xff) * factor;
      }
      to[target++] = rounded(red);
      to[target++] = rounded(green);
      to[target++] = rounded(blue);
    }
  }

  private static void blendRows(
      byte[] from, int top, byte[] to, int row, FilterWeights taps, int[] sums) {
    Arrays.fill(sums, HALF);
    for (int tap = 0; tap < taps.count()[row]; tap++) {
      int factor = taps.weights()[row * taps.stride() + tap];
      int source = (taps.first()[row] - top + tap) * sums.length;
      for (int i = 0; i < sums.length; i++) {
        sums[i] += (from[source + i] & 0xff) * factor;
      }
    }
    for (int i = 0; i < sums.length; i++) {
      to[row * sums.length + i] = rounded(sums[i]);
    }
  }

  private static byte rounded(int sum) {
    // Filters with negative weights overshoot, and rounded weights may add up to more than 1.
    return (byte) Math.max(0, Math.min(sum >> FilterWeights.PRECISION, 255));
  }
}
