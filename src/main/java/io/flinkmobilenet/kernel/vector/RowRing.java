package io.flinkmobilenet.kernel.vector;

import io.flinkmobilenet.kernel.ConvGeometry;
import java.util.Arrays;

/**
 * The latest rows of a padded map: as many as some rows of windows reach, the newest over the
 * oldest. Rows are those of the padded map, the first one row 0.
 */
final class RowRing {
  private final ConvGeometry window;
  private final int pixelStride;

  /** Rows it holds. */
  private final int slots;

  /** Floats of a row, its padding columns included. */
  private final int rowStride;

  /**
   * A ring.
   *
   * @param pixelStride floats of a pixel
   * @param outputRows rows of windows that it has to reach at a time
   */
  RowRing(ConvGeometry window, int pixelStride, int outputRows) {
    this.window = window;
    this.pixelStride = pixelStride;
    slots = (outputRows - 1) * window.stride() + ConvGeometry.SIZE;
    rowStride = columns(window) * pixelStride;
  }

  /** Columns that windows reach, or that there are, padding included. */
  private static int columns(ConvGeometry window) {
    int reached = (window.outputWidth() - 1) * window.stride() + ConvGeometry.SIZE;
    return Math.max(reached, window.left() + window.inputWidth());
  }

  /** Floats of memory that it needs. */
  int size() {
    return Math.multiplyExact(slots, rowStride);
  }

  /** Where a row lies in a ring at the given place. */
  int row(int ring, int row) {
    return ring + row % slots * rowStride;
  }

  /** Makes all padding columns zero. */
  void clearColumns(float[] memory, int ring) {
    int left = window.left() * pixelStride;
    int right = left + window.inputWidth() * pixelStride;
    for (int slot = 0; slot < slots; slot++) {
      int start = ring + slot * rowStride;
      Arrays.fill(memory, start, start + left, 0);
      Arrays.fill(memory, start + right, start + rowStride, 0);
    }
  }

  /** Takes the rows from {@code first} to {@code end} in, padding rows as zeros. */
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
