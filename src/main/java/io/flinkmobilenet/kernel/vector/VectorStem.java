package io.flinkmobilenet.kernel.vector;

import io.flinkmobilenet.kernel.Activation;
import io.flinkmobilenet.kernel.Filters;
import io.flinkmobilenet.kernel.ImageKernel;
import io.flinkmobilenet.kernel.Kernel;
import io.flinkmobilenet.kernel.Window;

/**
 * 3×3 convolution of 8-bit RGB pixels, one row of windows at a time.
 *
 * <p>The three image rows under the windows are widened to floats as {@code
 * [column][row][channel]}, with their padding. A window's 27 inputs then lie in one piece, and the
 * next window's start {@code stride} columns on: the rest is a matrix product, and nothing is
 * stored twice.
 */
final class VectorStem implements ImageKernel {
  private static final int RGB = 3;

  /** Floats of a column. */
  private static final int COLUMN = Window.SIZE * RGB;

  private final Window window;
  private final float[] padding;
  private final Product product;
  private final Cut cut;

  /** Columns that the windows reach, padding included. */
  private final int columns;

  VectorStem(Window window, Filters filters, float[] padding, Activation activation) {
    this.window = window;
    this.padding = padding.clone();
    columns = (window.outputWidth() - 1) * window.stride() + Window.SIZE;
    cut = Cut.of(window.outputWidth());
    product = new Product(byColumn(filters), activation, window.stride() * COLUMN);
  }

  /** Filters {@code [N][channel][row][column]} as {@code [N][column][row][channel]}. */
  private static Filters byColumn(Filters filters) {
    float[] weights = new float[filters.weights().length];
    for (int i = 0; i < weights.length; i++) {
      int first = i / filters.taps() * filters.taps();
      int column = i % filters.taps() / COLUMN;
      int row = i % COLUMN / RGB;
      int channel = i % RGB;
      int tap = (channel * Window.SIZE + row) * Window.SIZE + column;
      weights[i] = filters.weights()[first + tap];
    }
    return new Filters(filters.count(), filters.taps(), weights, filters.bias());
  }

  @Override
  public int scratch() {
    return columns * COLUMN;
  }

  @Override
  public void run(byte[] rgb, float[] memory, int output, int scratch) {
    for (int y = 0; y < window.outputHeight(); y++) {
      for (int row = 0; row < Window.SIZE; row++) {
        int inputY = y * window.stride() - window.top() + row;
        if (inputY >= 0 && inputY < window.inputHeight()) {
          widen(rgb, inputY * window.inputWidth() * RGB, memory, scratch + row * RGB);
        } else {
          pad(memory, scratch + row * RGB, 0, columns);
        }
      }
      int out = output + y * window.outputWidth() * product.outputStride;
      product.run(memory, cut, scratch, Kernel.NO_RESIDUAL, out);
    }
  }

  private void widen(byte[] rgb, int from, float[] memory, int to) {
    int end = Math.min(columns, window.left() + window.inputWidth());
    pad(memory, to, 0, window.left());
    int in = from;
    for (int column = window.left(); column < end; column++, in += RGB) {
      int at = to + column * COLUMN;
      memory[at] = rgb[in] & 0xFF;
      memory[at + 1] = rgb[in + 1] & 0xFF;
      memory[at + 2] = rgb[in + 2] & 0xFF;
    }
    pad(memory, to, end, columns);
  }

  private void pad(float[] memory, int to, int first, int end) {
    for (int column = first; column < end; column++) {
      System.arraycopy(padding, 0, memory, to + column * COLUMN, RGB);
    }
  }
}
