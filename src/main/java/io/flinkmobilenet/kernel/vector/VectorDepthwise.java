package io.flinkmobilenet.kernel.vector;

import io.flinkmobilenet.kernel.Activation;
import io.flinkmobilenet.kernel.Filters;
import io.flinkmobilenet.kernel.Kernel;
import io.flinkmobilenet.kernel.Window;
import jdk.incubator.vector.FloatVector;

/**
 * 3×3 convolution of each channel by itself, padded with zeros; at least one vector of channels.
 *
 * <p>Four windows in a row share the columns between them: a tile of stride 1 reads 6 columns for
 * 12 products a row, one of stride 2 reads 9. Rows of padding are left out of the sum; columns of
 * padding concern single windows at the edges, which have a loop of their own.
 */
final class VectorDepthwise implements Kernel {
  private static final int TILE = 4;

  private final Window window;
  private final int channels;
  private final boolean clamped;

  /** {@code [row][column][C]}. */
  private final float[] weights;

  private final float[] bias;

  /** Output columns whose windows stand on the input with all of their columns: first and end. */
  private final int innerFrom;

  private final int innerTo;

  VectorDepthwise(Window window, Filters filters, Activation activation) {
    this.window = window;
    channels = filters.count();
    clamped = activation == Activation.RELU6;
    bias = filters.bias().clone();
    weights = new float[filters.weights().length];
    for (int c = 0; c < channels; c++) {
      for (int tap = 0; tap < filters.taps(); tap++) {
        weights[tap * channels + c] = filters.weights()[c * filters.taps() + tap];
      }
    }
    innerFrom = window.left() == 0 ? 0 : 1;
    int lastInside =
        Math.floorDiv(window.inputWidth() - Window.SIZE + window.left(), window.stride());
    innerTo = Math.min(window.outputWidth(), lastInside + 1);
  }

  @Override
  public void run(float[] memory, int input, int residual, int output, int scratch) {
    for (int y = 0; y < window.outputHeight(); y++) {
      int top = y * window.stride() - window.top();
      int firstRow = Math.max(0, -top);
      int endRow = Math.min(Window.SIZE, window.inputHeight() - top);
      int in = input + top * window.inputWidth() * channels;
      int out = output + y * window.outputWidth() * channels;
      row(memory, in, out, firstRow, endRow);
    }
  }

  private void row(float[] memory, int input, int output, int firstRow, int endRow) {
    boolean tiled = innerTo - innerFrom >= TILE;
    int tilesFrom = tiled ? innerFrom : window.outputWidth();
    int tilesTo = tiled ? innerTo : window.outputWidth();
    for (int x = 0; x < tilesFrom; x++) {
      edge(memory, input, output, x, firstRow, endRow);
    }
    for (int next = tilesFrom; next < tilesTo; next += TILE) {
      // The last tile moves back over the one before it.
      int x = Math.min(next, tilesTo - TILE);
      int in = input + (x * window.stride() - window.left()) * channels;
      int out = output + x * channels;
      if (window.stride() == 1) {
        tileOfStride1(memory, in, out, firstRow, endRow);
      } else {
        tileOfStride2(memory, in, out, firstRow, endRow);
      }
    }
    for (int x = tilesTo; x < window.outputWidth(); x++) {
      edge(memory, input, output, x, firstRow, endRow);
    }
  }

  private void tileOfStride1(float[] memory, int input, int output, int firstRow, int endRow) {
    final int c = channels;
    final int rowStride = window.inputWidth() * c;
    for (int next = 0; next < c; next += Lanes.COUNT) {
      int channel = Math.min(next, c - Lanes.COUNT);
      FloatVector sum0 = Lanes.load(bias, channel);
      FloatVector sum1 = sum0;
      FloatVector sum2 = sum0;
      FloatVector sum3 = sum0;
      for (int row = firstRow; row < endRow; row++) {
        int in = input + row * rowStride + channel;
        int w = row * Window.SIZE * c + channel;
        FloatVector left = Lanes.load(weights, w);
        FloatVector middle = Lanes.load(weights, w + c);
        FloatVector right = Lanes.load(weights, w + 2 * c);
        FloatVector x1 = Lanes.load(memory, in + c);
        FloatVector x2 = Lanes.load(memory, in + 2 * c);
        FloatVector x3 = Lanes.load(memory, in + 3 * c);
        FloatVector x4 = Lanes.load(memory, in + 4 * c);
        sum0 = Lanes.load(memory, in).fma(left, sum0);
        sum1 = x1.fma(left, sum1);
        sum2 = x2.fma(left, sum2);
        sum3 = x3.fma(left, sum3);
        sum0 = x1.fma(middle, sum0);
        sum1 = x2.fma(middle, sum1);
        sum2 = x3.fma(middle, sum2);
        sum3 = x4.fma(middle, sum3);
        sum0 = x2.fma(right, sum0);
        sum1 = x3.fma(right, sum1);
        sum2 = x4.fma(right, sum2);
        sum3 = Lanes.load(memory, in + 5 * c).fma(right, sum3);
      }
      int out = output + channel;
      store(sum0, memory, out);
      store(sum1, memory, out + c);
      store(sum2, memory, out + 2 * c);
      store(sum3, memory, out + 3 * c);
    }
  }

  private void tileOfStride2(float[] memory, int input, int output, int firstRow, int endRow) {
    final int c = channels;
    final int rowStride = window.inputWidth() * c;
    for (int next = 0; next < c; next += Lanes.COUNT) {
      int channel = Math.min(next, c - Lanes.COUNT);
      FloatVector sum0 = Lanes.load(bias, channel);
      FloatVector sum1 = sum0;
      FloatVector sum2 = sum0;
      FloatVector sum3 = sum0;
      for (int row = firstRow; row < endRow; row++) {
        int in = input + row * rowStride + channel;
        int w = row * Window.SIZE * c + channel;
        FloatVector left = Lanes.load(weights, w);
        FloatVector middle = Lanes.load(weights, w + c);
        FloatVector right = Lanes.load(weights, w + 2 * c);
        FloatVector x2 = Lanes.load(memory, in + 2 * c);
        FloatVector x4 = Lanes.load(memory, in + 4 * c);
        FloatVector x6 = Lanes.load(memory, in + 6 * c);
        sum0 = Lanes.load(memory, in).fma(left, sum0);
        sum1 = x2.fma(left, sum1);
        sum2 = x4.fma(left, sum2);
        sum3 = x6.fma(left, sum3);
        sum0 = Lanes.load(memory, in + c).fma(middle, sum0);
        sum1 = Lanes.load(memory, in + 3 * c).fma(middle, sum1);
        sum2 = Lanes.load(memory, in + 5 * c).fma(middle, sum2);
        sum3 = Lanes.load(memory, in + 7 * c).fma(middle, sum3);
        sum0 = x2.fma(right, sum0);
        sum1 = x4.fma(right, sum1);
        sum2 = x6.fma(right, sum2);
        sum3 = Lanes.load(memory, in + 8 * c).fma(right, sum3);
      }
      int out = output + channel;
      store(sum0, memory, out);
      store(sum1, memory, out + c);
      store(sum2, memory, out + 2 * c);
      store(sum3, memory, out + 3 * c);
    }
  }

  /** One window, of which columns may be padding. */
  private void edge(float[] memory, int input, int output, int x, int firstRow, int endRow) {
    int left = x * window.stride() - window.left();
    int firstColumn = Math.max(0, -left);
    int endColumn = Math.min(Window.SIZE, window.inputWidth() - left);
    for (int next = 0; next < channels; next += Lanes.COUNT) {
      int channel = Math.min(next, channels - Lanes.COUNT);
      FloatVector sum = Lanes.load(bias, channel);
      for (int row = firstRow; row < endRow; row++) {
        for (int column = firstColumn; column < endColumn; column++) {
          int pixel = row * window.inputWidth() + left + column;
          int tap = row * Window.SIZE + column;
          sum =
              Lanes.load(memory, input + pixel * channels + channel)
                  .fma(Lanes.load(weights, tap * channels + channel), sum);
        }
      }
      store(sum, memory, output + x * channels + channel);
    }
  }

  private void store(FloatVector sums, float[] memory, int output) {
    if (clamped) {
      Lanes.relu6(sums).intoArray(memory, output);
    } else {
      sums.intoArray(memory, output);
    }
  }
}
