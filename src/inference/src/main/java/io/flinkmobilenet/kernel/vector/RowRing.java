package io.flinkmobilenet.kernel.vector;

import io.flinkmobilenet.kernel.ConvGeometry;
import java.util.Arrays;

/**
 * The latest rows of a padded map, as many as a few rows of windows cover; the newest row replaces
 * the oldest. Row numbers are those of the padded map, from 0.
 */
final class RowRing {
  private final ConvGeometry window;
  private final int pixelStride;

  /** Number of rows in the ring. */
  private final int slots;

  /** Number of floats per row, including its padding columns. */
  private final int rowStride;

  /**
   * Creates a ring.
   *
   * @param pixelStride number of floats per pixel
   * @param outputRows number of rows of windows that the ring has to cover at a time
   */
  RowRing(ConvGeometry window, int pixelStride, int outputRows) {
    this.window = window;
    this.pixelStride = pixelStride;
    slots = window.reached(outputRows);
    rowStride = columns(window) * pixelStride;
  }

  /** Number of columns that the windows cover or that exist, whichever is more, with padding. */
  private static int columns(ConvGeometry window) {
    return Math.max(window.reached(window.outputWidth()), window.left() + window.inputWidth());
  }

  /** Returns the number of floats of memory for the ring. */
  int size() {
    return Math.multiplyExact(slots, rowStride);
  }

  /** Returns the number of rows in the ring. */
  int slots() {
    return slots;
  }

  /** Returns the start of a row in the ring that starts at {@code ring}. */
  int row(int ring, int row) {
    return ring + row % slots * rowStride;
  }

  /** Sets all padding columns to zero. */
  void clearColumns(float[] memory, int ring) {
    int left = window.left() * pixelStride;
    int right = left + window.inputWidth() * pixelStride;
    for (int slot = 0; slot < slots; slot++) {
      int start = ring + slot * rowStride;
      Arrays.fill(memory, start, start + left, 0);
      Arrays.fill(memory, start + right, start + rowStride, 0);
    }
  }

  /** Writes the rows from {@code first} up to {@code end} into the ring; padding rows are zero. */
  void fill(
      RowSource source, float[] memory, int input, int ring, int first, int end, int scratch) {
    int row = first;
    while (row < end) {
      int mapRow = row - window.top();
      if (mapRow < 0 || mapRow >= window.inputHeight()) {
        int start = row(ring, row);
        Arrays.fill(memory, start, start + rowStride, 0);
        row++;
      } else {
        int rows = Math.min(end - row, window.inputHeight() - mapRow);
        rows = Math.min(rows, slots - row % slots);
        int start = row(ring, row) + window.left() * pixelStride;
        source.write(memory, input, mapRow, rows, start, rowStride, scratch);
        row += rows;
      }
    }
  }
}
