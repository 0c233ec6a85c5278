package io.flinkmobilenet.image;

import io.flinkmobilenet.image.arithmetic.PixelKernels;
import io.flinkmobilenet.image.arithmetic.ResizeTaps;
import io.flinkmobilenet.image.rows.Buffers;

/** Resizes rows horizontally, as Pillow does, in groups of the size that suits the kernels. */
final class RowNarrower {
  private final PixelKernels kernels;
  private final ResizeTaps taps;
  private final int from;
  private final int width;
  private final int lanes;

  /** Rows as they were added, [width][lanes], and resized, [outputs][lanes]. */
  private final int[] columns;

  private final int[] narrowed;
  private int count;

  /**
   * Creates a narrower for the part of the rows that the weights need.
   *
   * @param uniform the same weights with equally many per output
   */
  RowNarrower(PixelKernels kernels, FilterWeights weights, ResizeTaps uniform, Buffers buffers) {
    this.kernels = kernels;
    taps = uniform;
    from = weights.first()[0];
    width = weights.end() - from;
    lanes = kernels.lanes();
    columns = buffers.ints(width * lanes);
    narrowed = buffers.ints(outputs() * lanes);
  }

  /** Pixels per resized row. */
  int outputs() {
    return taps.outputs();
  }

  /**
   * Adds a row.
   *
   * @param at index of the first pixel that the weights need
   * @return true if no further row fits before {@link #narrow} is called
   */
  boolean add(int[] pixels, int at) {
    for (int x = 0, place = count; x < width; x++, place += lanes) {
      columns[place] = pixels[at + x];
    }
    count++;
    return count == lanes;
  }

  /** Number of rows added since the last {@link #narrow}. */
  int count() {
    return count;
  }

  /** Resizes the rows added since the last call and returns their number. */
  int narrow() {
    kernels.narrow(columns, from, taps, narrowed);
    int rows = count;
    count = 0;
    return rows;
  }

  /** Copies a resized row. */
  void copy(int row, int[] to, int at) {
    for (int x = 0, place = row; x < outputs(); x++, place += lanes) {
      to[at + x] = narrowed[place];
    }
  }
}
