package io.flinkmobilenet.kernel.vector;

import io.flinkmobilenet.graph.FeatureShape;
import io.flinkmobilenet.graph.Window;
import java.util.Arrays;

/** Transforms rows of tiles of a map for {@link WinogradConvolution}, and their products back. */
final class WinogradTiles {
  private final FeatureShape in;
  private final FeatureShape out;
  private final Window window;
  private final WinogradTransform transform;

  /** Number of floats from one pixel of the output to the next. */
  private final int outputStride;

  /** Rows and columns of outputs per tile. */
  private final int m;

  /** Rows and columns of inputs per tile. */
  private final int n;

  /** Number of floats in a row of the map. */
  private final int inputRow;

  /** Number of floats in a row with the padding columns that tiles reach. */
  private final int paddedRow;

  WinogradTiles(
      FeatureShape in,
      FeatureShape out,
      Window window,
      WinogradTransform transform,
      int outputStride) {
    this.outputStride = outputStride;
    this.in = in;
    this.out = out;
    this.window = window;
    this.transform = transform;
    m = transform.outputs();
    n = m + window.height() - 1;
    inputRow = in.width() * in.channels();
    paddedRow = (columns() * m + n - m) * in.channels();
  }

  /** Returns the number of rows of tiles. */
  int rows() {
    return (out.height() + m - 1) / m;
  }

  /** Returns the number of tiles in a row. */
  int columns() {
    return (out.width() + m - 1) / m;
  }

  /**
   * Returns the number of floats of working memory: n rows, n rows with padding, and the outputs of
   * a row of a tile.
   */
  int scratch() {
    return Math.addExact(rowsAtEdge() + n * paddedRow, m * out.channels());
  }

  private int rowsAtEdge() {
    return n * inputRow;
  }

  /** Sets the padding columns to zero, which stay so while all tiles of a map are read. */
  void clear(float[] memory, int scratch) {
    int left = window.left() * in.channels();
    for (int i = 0; i < n; i++) {
      int start = scratch + rowsAtEdge() + i * paddedRow;
      Arrays.fill(memory, start, start + left, 0);
      Arrays.fill(memory, start + left + inputRow, start + paddedRow, 0);
    }
  }

  /**
   * Transforms rows of tiles.
   *
   * @param first number of the first row of tiles
   * @param rows number of rows of tiles
   * @param to start of the transformed tiles, {@code [n][n][tiles][K]}
   */
  void read(float[] memory, int input, int first, int rows, int to, int scratch) {
    int position = rows * columns() * in.channels();
    int padded = scratch + rowsAtEdge();
    int inside = padded + window.left() * in.channels();
    for (int row = 0; row < rows; row++) {
      int top = (first + row) * m - window.top();
      int from = inputRows(memory, input, top, scratch);
      transform.input(memory, from, inputRow, inside, paddedRow, inputRow);
      readRow(memory, padded, to + row * columns() * in.channels(), position);
    }
  }

  /** Transforms the rows of each tile, after the columns of all of them. */
  private void readRow(float[] memory, int padded, int to, int position) {
    int channels = in.channels();
    for (int tile = 0; tile < columns(); tile++) {
      for (int i = 0; i < n; i++) {
        int from = padded + i * paddedRow + tile * m * channels;
        int at = to + i * n * position + tile * channels;
        transform.input(memory, from, channels, at, position, channels);
      }
    }
  }

  /** Returns the start of n rows of the map, which are copied if some of them are padding. */
  private int inputRows(float[] memory, int input, int top, int scratch) {
    if (top >= 0 && top + n <= in.height()) {
      return input + top * inputRow;
    }
    for (int i = 0; i < n; i++) {
      int y = top + i;
      int at = scratch + i * inputRow;
      if (y < 0 || y >= in.height()) {
        Arrays.fill(memory, at, at + inputRow, 0);
      } else {
        System.arraycopy(memory, input + y * inputRow, memory, at, inputRow);
      }
    }
    return scratch;
  }

  /**
   * Transforms products back into rows of the output: first all columns, then the rows.
   *
   * @param sums start of the products, {@code [n][n][tiles][N]}; they are overwritten
   * @param first number of the first row of tiles
   * @param rows number of rows of tiles
   */
  void write(float[] memory, int sums, int first, int rows, int output, int scratch) {
    int tileRow = columns() * out.channels();
    int outputRow = out.width() * outputStride;
    int column = n * rows * tileRow;
    int cut = scratch + rowsAtEdge() + n * paddedRow;
    transform.output(memory, sums, column, sums, column, column);
    for (int row = 0; row < rows; row++) {
      int y = (first + row) * m;
      for (int i = 0; i < m && y + i < out.height(); i++) {
        int from = sums + i * column + row * tileRow;
        writeRow(memory, from, rows * tileRow, output + (y + i) * outputRow, cut);
      }
    }
  }

  private void writeRow(float[] memory, int from, int position, int to, int cut) {
    int channels = out.channels();
    for (int x = 0, at = from; x < out.width(); x += m, at += channels) {
      if (x + m <= out.width()) {
        transform.output(memory, at, position, to + x * outputStride, outputStride, channels);
      } else {
        transform.output(memory, at, position, cut, channels, channels);
        for (int i = 0; x + i < out.width(); i++) {
          int column = to + (x + i) * outputStride;
          System.arraycopy(memory, cut + i * channels, memory, column, channels);
        }
      }
    }
  }
}
