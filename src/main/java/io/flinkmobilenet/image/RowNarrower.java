package io.flinkmobilenet.image;

import io.flinkmobilenet.image.rows.Buffers;
import io.flinkmobilenet.kernel.PixelKernels;
import io.flinkmobilenet.kernel.ResizeTaps;

/** Resizes rows along their length, as Pillow does, as many at once as the kernels like. */
final class RowNarrower {
  private final PixelKernels kernels;
  private final ResizeTaps taps;
  private final int from;
  private final int width;
  private final int lanes;

  /** Rows [width][lanes], which came, and [outputs][lanes], resized. */
  private final int[] columns;

  private final int[] narrowed;
  private int count;

  /** Resizes the part of rows that the taps need. */
  RowNarrower(PixelKernels kernels, FilterWeights taps, Buffers buffers) {
    this.kernels = kernels;
    this.taps = taps.uniform();
    from = taps.first()[0];
    width = taps.end() - from;
    lanes = kernels.lanes();
    columns = buffers.ints(width * lanes);
    narrowed = buffers.ints(outputs() * lanes);
  }

  /** Pixels of a resized row. */
  int outputs() {
    return taps.outputs();
  }

  /**
   * Takes a row.
   *
   * @param at place of the first pixel that the taps need
   * @return whether there is room for no other before {@link #narrow}
   */
  boolean add(int[] pixels, int at) {
    for (int x = 0, place = count; x < width; x++, place += lanes) {
      columns[place] = pixels[at + x];
    }
    count++;
    return count == lanes;
  }

  /** Rows that came since the last {@link #narrow}. */
  int count() {
    return count;
  }

  /** Resizes the rows that came since the last time, and tells how many they are. */
  int narrow() {
    kernels.narrow(columns, from, taps, narrowed);
    int rows = count;
    count = 0;
    return rows;
  }

  /** Hands a resized row out. */
  void copy(int row, int[] to, int at) {
    for (int x = 0, place = row; x < outputs(); x++, place += lanes) {
      to[at + x] = narrowed[place];
    }
  }
}
