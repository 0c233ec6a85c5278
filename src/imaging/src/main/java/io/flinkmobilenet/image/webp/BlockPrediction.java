package io.flinkmobilenet.image.webp;

import java.util.Arrays;

/** Predicts blocks of 16 x 16 of luma and 8 x 8 of chroma: RFC 6386, sections 12.2 and 12.3. */
final class BlockPrediction {
  private static final int UNKNOWN = 128;

  private BlockPrediction() {}

  /**
   * Predicts the samples of one component of a macroblock.
   *
   * @param row row of the macroblock, from 0 @param column column of the macroblock, from 0
   */
  static void predict(int mode, SamplePlane plane, int row, int column) {
    int start = plane.start(column);
    int above = plane.aboveStart(column);
    switch (mode) {
      case Macroblock.VERTICAL -> {
        for (int y = 0; y < plane.edge; y++) {
          System.arraycopy(plane.above, above, plane.samples, start + y * plane.stride, plane.edge);
        }
      }
      case Macroblock.HORIZONTAL -> {
        for (int y = 0, at = start; y < plane.edge; y++, at += plane.stride) {
          Arrays.fill(plane.samples, at, at + plane.edge, plane.samples[at - 1]);
        }
      }
      case Macroblock.TRUE_MOTION ->
          trueMotion(plane.samples, start, plane.stride, plane.above, above, plane.edge);
      default -> fill(plane, start, mean(plane, start, above, row > 0, column > 0));
    }
  }

  /** The mean of the edges that lie inside the image. */
  private static int mean(
      SamplePlane plane, int start, int above, boolean hasAbove, boolean hasLeft) {
    int sum = 0;
    int count = 0;
    for (int x = 0; hasAbove && x < plane.edge; x++) {
      sum += plane.above[above + x];
      count++;
    }
    for (int y = 0; hasLeft && y < plane.edge; y++) {
      sum += plane.samples[start + y * plane.stride - 1];
      count++;
    }
    return count == 0 ? UNKNOWN : (sum + count / 2) / count;
  }

  private static void fill(SamplePlane plane, int start, int sample) {
    for (int y = 0, at = start; y < plane.edge; y++, at += plane.stride) {
      Arrays.fill(plane.samples, at, at + plane.edge, sample);
    }
  }

  /**
   * Adds the differences between the row above and the corner to the samples on the left.
   *
   * @param above contains the row above from index {@code aboveAt} on, and the corner before it
   */
  static void trueMotion(int[] samples, int start, int stride, int[] above, int aboveAt, int edge) {
    int corner = above[aboveAt - 1];
    for (int y = 0, at = start; y < edge; y++, at += stride) {
      int step = samples[at - 1] - corner;
      for (int x = 0; x < edge; x++) {
        samples[at + x] = InverseTransforms.clamped(above[aboveAt + x] + step);
      }
    }
  }
}
