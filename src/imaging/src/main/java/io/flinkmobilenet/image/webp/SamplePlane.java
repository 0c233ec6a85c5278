package io.flinkmobilenet.image.webp;

import io.flinkmobilenet.image.rows.Buffers;
import java.util.Arrays;

/**
 * The samples of one component that are kept in memory: one row of macroblocks and the last rows
 * before it.
 *
 * <p>Prediction uses unfiltered samples, so the row above is also kept in its unfiltered form: RFC
 * 6386, section 15. Samples outside the image are 127 above it and 129 to its left: section 12.2.
 */
final class SamplePlane {
  /** Rows kept of the previous macroblocks: the filter changes three of them and reads one more. */
  static final int KEPT = 8;

  /** Samples to the right of the last macroblock that the prediction of subblocks needs. */
  private static final int BEYOND = 4;

  private static final int ABOVE_IMAGE = 127;
  private static final int LEFT_OF_IMAGE = 129;

  /** Samples along an edge of a macroblock. */
  final int edge;

  /** Rows [KEPT + edge][stride], whose first column lies to the left of the image. */
  final int[] samples;

  final int stride;

  /** The unfiltered row above, with one extra sample on its left and four on its right. */
  final int[] above;

  private final int width;

  /**
   * Creates a plane before its first row.
   *
   * @param columns macroblocks per row
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

  /** Index of a macroblock's first sample in {@link #samples}. */
  int start(int column) {
    return KEPT * stride + 1 + column * edge;
  }

  /** Index in {@link #above} of the first sample above a macroblock. */
  int aboveStart(int column) {
    return 1 + column * edge;
  }

  /**
   * Index of a row's first sample in {@link #samples}.
   *
   * @param y number of the row relative to the first row of these macroblocks: -8 or more
   */
  int row(int y) {
    return (KEPT + y) * stride + 1;
  }

  /** Keeps the last row for prediction, once all macroblocks of the row have been decoded. */
  void keepUnfiltered() {
    System.arraycopy(samples, row(edge - 1), above, 1, width);
    above[0] = LEFT_OF_IMAGE;
    Arrays.fill(above, stride, stride + BEYOND, above[width]);
  }

  /** Moves to the next row of macroblocks. */
  void advance() {
    System.arraycopy(samples, edge * stride, samples, 0, KEPT * stride);
  }
}
