package io.flinkmobilenet.kernel.vector;

import io.flinkmobilenet.graph.FeatureShape;
import io.flinkmobilenet.graph.Window;
import java.util.Arrays;

/**
 * Rows of a map with zeros around it, as far as windows reach.
 *
 * @param in shape of the map
 * @param window the windows
 * @param out number of windows
 */
record PaddedRows(FeatureShape in, Window window, FeatureShape out) {
  /** Returns the number of floats from one row of the map to the next. */
  int inputRow() {
    return in.width() * in.channels();
  }

  /** Returns the number of floats from one padded row to the next. */
  int rowStride() {
    long columns = (out.width() - 1L) * window.strideX() + window.reachX();
    return Math.toIntExact(columns * in.channels());
  }

  /** Returns the number of floats in the rows that some rows of windows reach. */
  int size(int windowRows) {
    long rows = (windowRows - 1L) * window.strideY() + window.reachY();
    return Math.toIntExact(rows * rowStride());
  }

  /** Returns how many rows of windows reach rows of at most the given size, but at least one. */
  int windowRows(int floats) {
    long rows = floats / rowStride() - window.reachY();
    return (int) Math.min(Math.max(rows / window.strideY() + 1, 1), out.height());
  }

  /**
   * Returns the offsets of a window's inputs {@code [row][column][channel]} from its first one.
   *
   * @param channels number of channels that the window reads, from the first on
   */
  int[] places(int rowStride, int channels) {
    int[] places = new int[window.taps() * channels];
    for (int i = 0; i < places.length; i++) {
      int row = i / channels / window.width() * window.dilationY();
      int column = i / channels % window.width() * window.dilationX();
      places[i] = row * rowStride + column * in.channels() + i % channels;
    }
    return places;
  }

  /**
   * Writes the rows that some rows of windows reach.
   *
   * @param first first row of windows
   * @param windowRows number of rows of windows
   */
  void fill(float[] memory, int input, int first, int windowRows, int to) {
    int top = first * window.strideY() - window.top();
    int rows = size(windowRows) / rowStride();
    for (int row = 0; row < rows; row++) {
      fillRow(memory, input, top + row, to + row * rowStride());
    }
  }

  private void fillRow(float[] memory, int input, int y, int to) {
    int end = to + rowStride();
    if (y < 0 || y >= in.height()) {
      Arrays.fill(memory, to, end, 0);
      return;
    }
    int from = Math.min(to + window.left() * in.channels(), end);
    int until = Math.min(from + inputRow(), end);
    Arrays.fill(memory, to, from, 0);
    System.arraycopy(memory, input + y * inputRow(), memory, from, until - from);
    Arrays.fill(memory, until, end, 0);
  }
}
