package io.flinkmobilenet.training;

import io.flinkmobilenet.image.RgbImage;
import java.util.SplittableRandom;

/**
 * Varies an image each time it is used for training: it is moved, every other time also zoomed, and
 * its brightness, contrast and tint change. Images are never mirrored, because left and right are
 * different signs.
 */
final class Augmentation {
  private static final int MOST_SHIFT = 4;
  private static final double MOST_ZOOM = 0.1;
  private static final double MOST_CONTRAST = 0.2;
  private static final double MOST_BRIGHTNESS = 25;
  private static final double MOST_TINT = 0.06;

  private final int edge;

  /** Creates an augmentation for square images with the given number of rows. */
  Augmentation(int edge) {
    this.edge = edge;
  }

  /** Makes a variant of an image; both are {@code [H][W][3]}. */
  void apply(byte[] rgb, SplittableRandom random, byte[] variant) {
    double zoom = random.nextBoolean() ? 1 + between(random, MOST_ZOOM) : 1;
    double right = shift(random, zoom);
    double down = shift(random, zoom);
    int[][] tones = tones(random);
    if (zoom == 1) {
      move(rgb, (int) right, (int) down, tones, variant);
    } else {
      zoom(rgb, 1 / zoom, right, down, tones, variant);
    }
  }

  /** A shift by whole pixels if the image is not zoomed, so that it stays sharp. */
  private static double shift(SplittableRandom random, double zoom) {
    double shift = between(random, MOST_SHIFT);
    return zoom == 1 ? Math.rint(shift) : shift;
  }

  private static double between(SplittableRandom random, double most) {
    return (2 * random.nextDouble() - 1) * most;
  }

  /** Table that maps each value of each channel, {@code [3][256]}. */
  private static int[][] tones(SplittableRandom random) {
    int[][] tones = new int[RgbImage.CHANNELS][256];
    double contrast = 1 + between(random, MOST_CONTRAST);
    double brightness = between(random, MOST_BRIGHTNESS);
    for (int[] channel : tones) {
      double gain = contrast * (1 + between(random, MOST_TINT));
      for (int value = 0; value < channel.length; value++) {
        long tone = Math.round((value - 128) * gain + 128 + brightness);
        channel[value] = (int) Math.max(0, Math.min(255, tone));
      }
    }
    return tones;
  }

  private void move(byte[] rgb, int right, int down, int[][] tones, byte[] moved) {
    for (int y = 0, to = 0; y < edge; y++) {
      for (int x = 0; x < edge; x++) {
        int from = (inside(y - down) * edge + inside(x - right)) * RgbImage.CHANNELS;
        for (int c = 0; c < RgbImage.CHANNELS; c++) {
          moved[to++] = (byte) tones[c][rgb[from + c] & 0xff];
        }
      }
    }
  }

  /** Zooms bilinearly about the centre. */
  private void zoom(
      byte[] rgb, double step, double right, double down, int[][] tones, byte[] zoomed) {
    double centre = (edge - 1) / 2.0;
    for (int y = 0, to = 0; y < edge; y++) {
      double sourceY = (y - centre - down) * step + centre;
      int top = (int) Math.floor(sourceY);
      double fy = sourceY - top;
      int upper = inside(top) * edge;
      int lower = inside(top + 1) * edge;
      for (int x = 0; x < edge; x++) {
        double sourceX = (x - centre - right) * step + centre;
        int left = (int) Math.floor(sourceX);
        double fx = sourceX - left;
        int nearer = inside(left);
        int farther = inside(left + 1);
        for (int c = 0; c < RgbImage.CHANNELS; c++) {
          double above = between(rgb, upper + nearer, upper + farther, c, fx);
          double below = between(rgb, lower + nearer, lower + farther, c, fx);
          zoomed[to++] = (byte) tones[c][(int) Math.round(above + (below - above) * fy)];
        }
      }
    }
  }

  private static double between(byte[] rgb, int pixel, int next, int channel, double share) {
    int first = rgb[pixel * RgbImage.CHANNELS + channel] & 0xff;
    int second = rgb[next * RgbImage.CHANNELS + channel] & 0xff;
    return first + (second - first) * share;
  }

  private int inside(int position) {
    return Math.max(0, Math.min(edge - 1, position));
  }
}
