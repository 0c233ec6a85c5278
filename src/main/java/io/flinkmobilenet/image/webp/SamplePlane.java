package io.flinkmobilenet.image.webp;

import io.flinkmobilenet.image.rows.Buffers;
import java.util.Arrays;

/**
 * The samples of one component that are at hand: a row of macroblocks and the last rows before it.
 *
 * <p>Prediction goes by samples before they are filtered, so the row above is kept apart as it was:
 * RFC 6386, section 15. Samples outside of the image are 127 above it and 129 to its left, section
 * 12.2.
 */
final class SamplePlane {
  /** Rows kept: the filter changes three of them, and reads one more. */
  static final int KEPT = 8;

  /** Samples to the right of the last macroblock that subblocks are predicted by. */
  private static final int BEYOND = 4;

  private static final int ABOVE_IMAGE = 127;
  private static final int LEFT_OF_IMAGE = 129;

  /** Samples along an edge of a macroblock. */
  final int edge;

  /** Rows [KEPT + edge][stride], the first column of which is to the left of the image. */
  final int[] samples;

  final int stride;

  /** The row above before it was filtered, with a sample on its left and four on its right. */
  final int[] above;

  private final int width;

  /**
   * A plane ahead of its first row.
   *
   * @param columns macroblocks in a row
   */
  SamplePlane(int edge, int columns, Buffers buffers) {
    this.edge = edge;
    width = columns * edge;
    stride = 1 + width;
    samples = buffers.ints((KEPT + edge) * stride);
    above = buffers.ints(stride + BEYOND);
    Arrays.fill(above, 0, stride + BEYOND, ABOVE_IMAGE);
    for (int at = 0; at < (KEPT + edge) * stride; at += stride) {
      samples[at] = LEFT_OF_IMAGE;
    }
  }

  /** Where a macroblock begins in {@link #samples}. */
  int start(int column) {
    return KEPT * stride + 1 + column * edge;
  }

  /** Where what is above a macroblock begins in {@link #above}. */
  int aboveStart(int column) {
    return 1 + column * edge;
  }

  /**
   * Where a row begins in {@link #samples}.
   *
   * @param y of the row, counted from the first of this row of macroblocks: -8 or more
   */
  int row(int y) {
    return (KEPT + y) * stride + 1;
  }

  /** Keeps the last row for prediction, once all macroblocks of the row are there. */
  void keepUnfiltered() {
    System.arraycopy(samples, row(edge - 1), above, 1, width);
    above[0] = LEFT_OF_IMAGE;
    Arrays.fill(above, stride, stride + BEYOND, above[width]);
  }

  /** Goes on to the next row of macroblocks. */
  void advance() {
    System.arraycopy(samples, edge * stride, samples, 0, KEPT * stride);
  }
}
