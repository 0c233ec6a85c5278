package io.flinkmobilenet.kernel.vector;

import io.flinkmobilenet.kernel.Activation;
import io.flinkmobilenet.kernel.Filters;
import io.flinkmobilenet.kernel.Window;
import jdk.incubator.vector.FloatVector;

/**
 * Four neighbouring 3×3 windows of each channel by itself, all of their columns on the input.
 *
 * <p>The windows share columns: a tile of stride 1 reads 6 of them for 12 products a row, one of
 * stride 2 reads 9. Rows of padding are not left out, which would take a loop that JDK 17 does not
 * keep in registers: they read any row of the input with weights of zero.
 */
final class DepthwiseTile {
  static final int WINDOWS = 4;

  private final Window window;
  private final int channels;
  private final boolean clamped;
  private final float[] bias;

  /** {@code [row][column][C]}, then a row of zeros. */
  private final float[] weights;

  DepthwiseTile(Window window, Filters filters, Activation activation) {
    this.window = window;
    channels = filters.count();
    clamped = activation == Activation.RELU6;
    bias = filters.bias().clone();
    weights = new float[(Window.SIZE + 1) * Window.SIZE * channels];
    for (int c = 0; c < channels; c++) {
      for (int tap = 0; tap < filters.taps(); tap++) {
        weights[tap * channels + c] = filters.weights()[c * filters.taps() + tap];
      }
    }
  }

  /** Computes the windows (y, x) to (y, x + 3). */
  void run(float[] memory, int y, int x, int input, int output) {
    int top = y * window.stride() - window.top();
    int column = input + (x * window.stride() - window.left()) * channels;
    int in0 = column + inputRow(top);
    int in1 = column + inputRow(top + 1);
    int in2 = column + inputRow(top + 2);
    int w0 = weightRow(top, 0);
    int w1 = weightRow(top + 1, 1);
    int w2 = weightRow(top + 2, 2);
    int out = output + (y * window.outputWidth() + x) * channels;
    if (window.stride() == 1) {
      runStride1(memory, in0, in1, in2, w0, w1, w2, out);
    } else {
      runStride2(memory, in0, in1, in2, w0, w1, w2, out);
    }
  }

  private int inputRow(int row) {
    int inside = Math.min(Math.max(row, 0), window.inputHeight() - 1);
    return inside * window.inputWidth() * channels;
  }

  private int weightRow(int inputRow, int row) {
    boolean inside = inputRow >= 0 && inputRow < window.inputHeight();
    return (inside ? row : Window.SIZE) * Window.SIZE * channels;
  }

  private void runStride1(
      float[] memory, int in0, int in1, int in2, int w0, int w1, int w2, int output) {
    final int c = channels;
    for (int next = 0; next < c; next += Lanes.COUNT) {
      // The last vector moves back over the one before it rather than past the end.
      int channel = Math.min(next, c - Lanes.COUNT);
      FloatVector sum0 = FloatVector.fromArray(Lanes.SPECIES, bias, channel);
      FloatVector sum1 = sum0;
      FloatVector sum2 = sum0;
      FloatVector sum3 = sum0;
      int w = w0 + channel;
      FloatVector left = FloatVector.fromArray(Lanes.SPECIES, weights, w);
      FloatVector middle = FloatVector.fromArray(Lanes.SPECIES, weights, w + c);
      FloatVector right = FloatVector.fromArray(Lanes.SPECIES, weights, w + 2 * c);
      int in = in0 + channel;
      FloatVector x0 = FloatVector.fromArray(Lanes.SPECIES, memory, in);
      FloatVector x1 = FloatVector.fromArray(Lanes.SPECIES, memory, in + c);
      FloatVector x2 = FloatVector.fromArray(Lanes.SPECIES, memory, in + 2 * c);
      FloatVector x3 = FloatVector.fromArray(Lanes.SPECIES, memory, in + 3 * c);
      FloatVector x4 = FloatVector.fromArray(Lanes.SPECIES, memory, in + 4 * c);
      FloatVector x5 = FloatVector.fromArray(Lanes.SPECIES, memory, in + 5 * c);
      sum0 = x2.fma(right, x1.fma(middle, x0.fma(left, sum0)));
      sum1 = x3.fma(right, x2.fma(middle, x1.fma(left, sum1)));
      sum2 = x4.fma(right, x3.fma(middle, x2.fma(left, sum2)));
      sum3 = x5.fma(right, x4.fma(middle, x3.fma(left, sum3)));
      w = w1 + channel;
      left = FloatVector.fromArray(Lanes.SPECIES, weights, w);
      middle = FloatVector.fromArray(Lanes.SPECIES, weights, w + c);
      right = FloatVector.fromArray(Lanes.SPECIES, weights, w + 2 * c);
      in = in1 + channel;
      x0 = FloatVector.fromArray(Lanes.SPECIES, memory, in);
      x1 = FloatVector.fromArray(Lanes.SPECIES, memory, in + c);
      x2 = FloatVector.fromArray(Lanes.SPECIES, memory, in + 2 * c);
      x3 = FloatVector.fromArray(Lanes.SPECIES, memory, in + 3 * c);
      x4 = FloatVector.fromArray(Lanes.SPECIES, memory, in + 4 * c);
      x5 = FloatVector.fromArray(Lanes.SPECIES, memory, in + 5 * c);
      sum0 = x2.fma(right, x1.fma(middle, x0.fma(left, sum0)));
      sum1 = x3.fma(right, x2.fma(middle, x1.fma(left, sum1)));
      sum2 = x4.fma(right, x3.fma(middle, x2.fma(left, sum2)));
      sum3 = x5.fma(right, x4.fma(middle, x3.fma(left, sum3)));
      w = w2 + channel;
      left = FloatVector.fromArray(Lanes.SPECIES, weights, w);
      middle = FloatVector.fromArray(Lanes.SPECIES, weights, w + c);
      right = FloatVector.fromArray(Lanes.SPECIES, weights, w + 2 * c);
      in = in2 + channel;
      x0 = FloatVector.fromArray(Lanes.SPECIES, memory, in);
      x1 = FloatVector.fromArray(Lanes.SPECIES, memory, in + c);
      x2 = FloatVector.fromArray(Lanes.SPECIES, memory, in + 2 * c);
      x3 = FloatVector.fromArray(Lanes.SPECIES, memory, in + 3 * c);
      x4 = FloatVector.fromArray(Lanes.SPECIES, memory, in + 4 * c);
      x5 = FloatVector.fromArray(Lanes.SPECIES, memory, in + 5 * c);
      sum0 = x2.fma(right, x1.fma(middle, x0.fma(left, sum0)));
      sum1 = x3.fma(right, x2.fma(middle, x1.fma(left, sum1)));
      sum2 = x4.fma(right, x3.fma(middle, x2.fma(left, sum2)));
      sum3 = x5.fma(right, x4.fma(middle, x3.fma(left, sum3)));
      int out = output + channel;
      if (clamped) {
        sum0.reinterpretAsInts().max(0).min(Lanes.SIX).reinterpretAsFloats().intoArray(memory, out);
        sum1.reinterpretAsInts()
            .max(0)
            .min(Lanes.SIX)
            .reinterpretAsFloats()
            .intoArray(memory, out + c);
        sum2.reinterpretAsInts()
            .max(0)
            .min(Lanes.SIX)
            .reinterpretAsFloats()
            .intoArray(memory, out + 2 * c);
        sum3.reinterpretAsInts()
            .max(0)
            .min(Lanes.SIX)
            .reinterpretAsFloats()
            .intoArray(memory, out + 3 * c);
      } else {
        sum0.intoArray(memory, out);
        sum1.intoArray(memory, out + c);
        sum2.intoArray(memory, out + 2 * c);
        sum3.intoArray(memory, out + 3 * c);
      }
    }
  }

  private void runStride2(
      float[] memory, int in0, int in1, int in2, int w0, int w1, int w2, int output) {
    final int c = channels;
    for (int next = 0; next < c; next += Lanes.COUNT) {
      int channel = Math.min(next, c - Lanes.COUNT);
      FloatVector sum0 = FloatVector.fromArray(Lanes.SPECIES, bias, channel);
      FloatVector sum1 = sum0;
      FloatVector sum2 = sum0;
      FloatVector sum3 = sum0;
      int w = w0 + channel;
      FloatVector left = FloatVector.fromArray(Lanes.SPECIES, weights, w);
      FloatVector middle = FloatVector.fromArray(Lanes.SPECIES, weights, w + c);
      FloatVector right = FloatVector.fromArray(Lanes.SPECIES, weights, w + 2 * c);
      int in = in0 + channel;
      FloatVector x0 = FloatVector.fromArray(Lanes.SPECIES, memory, in);
      FloatVector x1 = FloatVector.fromArray(Lanes.SPECIES, memory, in + c);
      FloatVector x2 = FloatVector.fromArray(Lanes.SPECIES, memory, in + 2 * c);
      FloatVector x3 = FloatVector.fromArray(Lanes.SPECIES, memory, in + 3 * c);
      FloatVector x4 = FloatVector.fromArray(Lanes.SPECIES, memory, in + 4 * c);
      FloatVector x5 = FloatVector.fromArray(Lanes.SPECIES, memory, in + 5 * c);
      FloatVector x6 = FloatVector.fromArray(Lanes.SPECIES, memory, in + 6 * c);
      FloatVector x7 = FloatVector.fromArray(Lanes.SPECIES, memory, in + 7 * c);
      FloatVector x8 = FloatVector.fromArray(Lanes.SPECIES, memory, in + 8 * c);
      sum0 = x2.fma(right, x1.fma(middle, x0.fma(left, sum0)));
      sum1 = x4.fma(right, x3.fma(middle, x2.fma(left, sum1)));
      sum2 = x6.fma(right, x5.fma(middle, x4.fma(left, sum2)));
      sum3 = x8.fma(right, x7.fma(middle, x6.fma(left, sum3)));
      w = w1 + channel;
      left = FloatVector.fromArray(Lanes.SPECIES, weights, w);
      middle = FloatVector.fromArray(Lanes.SPECIES, weights, w + c);
      right = FloatVector.fromArray(Lanes.SPECIES, weights, w + 2 * c);
      in = in1 + channel;
      x0 = FloatVector.fromArray(Lanes.SPECIES, memory, in);
      x1 = FloatVector.fromArray(Lanes.SPECIES, memory, in + c);
      x2 = FloatVector.fromArray(Lanes.SPECIES, memory, in + 2 * c);
      x3 = FloatVector.fromArray(Lanes.SPECIES, memory, in + 3 * c);
      x4 = FloatVector.fromArray(Lanes.SPECIES, memory, in + 4 * c);
      x5 = FloatVector.fromArray(Lanes.SPECIES, memory, in + 5 * c);
      x6 = FloatVector.fromArray(Lanes.SPECIES, memory, in + 6 * c);
      x7 = FloatVector.fromArray(Lanes.SPECIES, memory, in + 7 * c);
      x8 = FloatVector.fromArray(Lanes.SPECIES, memory, in + 8 * c);
      sum0 = x2.fma(right, x1.fma(middle, x0.fma(left, sum0)));
      sum1 = x4.fma(right, x3.fma(middle, x2.fma(left, sum1)));
      sum2 = x6.fma(right, x5.fma(middle, x4.fma(left, sum2)));
      sum3 = x8.fma(right, x7.fma(middle, x6.fma(left, sum3)));
      w = w2 + channel;
      left = FloatVector.fromArray(Lanes.SPECIES, weights, w);
      middle = FloatVector.fromArray(Lanes.SPECIES, weights, w + c);
      right = FloatVector.fromArray(Lanes.SPECIES, weights, w + 2 * c);
      in = in2 + channel;
      x0 = FloatVector.fromArray(Lanes.SPECIES, memory, in);
      x1 = FloatVector.fromArray(Lanes.SPECIES, memory, in + c);
      x2 = FloatVector.fromArray(Lanes.SPECIES, memory, in + 2 * c);
      x3 = FloatVector.fromArray(Lanes.SPECIES, memory, in + 3 * c);
      x4 = FloatVector.fromArray(Lanes.SPECIES, memory, in + 4 * c);
      x5 = FloatVector.fromArray(Lanes.SPECIES, memory, in + 5 * c);
      x6 = FloatVector.fromArray(Lanes.SPECIES, memory, in + 6 * c);
      x7 = FloatVector.fromArray(Lanes.SPECIES, memory, in + 7 * c);
      x8 = FloatVector.fromArray(Lanes.SPECIES, memory, in + 8 * c);
      sum0 = x2.fma(right, x1.fma(middle, x0.fma(left, sum0)));
      sum1 = x4.fma(right, x3.fma(middle, x2.fma(left, sum1)));
      sum2 = x6.fma(right, x5.fma(middle, x4.fma(left, sum2)));
      sum3 = x8.fma(right, x7.fma(middle, x6.fma(left, sum3)));
      int out = output + channel;
      if (clamped) {
        sum0.reinterpretAsInts().max(0).min(Lanes.SIX).reinterpretAsFloats().intoArray(memory, out);
        sum1.reinterpretAsInts()
            .max(0)
            .min(Lanes.SIX)
            .reinterpretAsFloats()
            .intoArray(memory, out + c);
        sum2.reinterpretAsInts()
            .max(0)
            .min(Lanes.SIX)
            .reinterpretAsFloats()
            .intoArray(memory, out + 2 * c);
        sum3.reinterpretAsInts()
            .max(0)
            .min(Lanes.SIX)
            .reinterpretAsFloats()
            .intoArray(memory, out + 3 * c);
      } else {
        sum0.intoArray(memory, out);
        sum1.intoArray(memory, out + c);
        sum2.intoArray(memory, out + 2 * c);
        sum3.intoArray(memory, out + 3 * c);
      }
    }
  }

  /** Computes one window, of which columns may be padding, sum by sum in memory. */
  void runEdge(float[] memory, int y, int x, int input, int output) {
    int out = output + (y * window.outputWidth() + x) * channels;
    System.arraycopy(bias, 0, memory, out, channels);
    for (int row = 0; row < Window.SIZE; row++) {
      int inputY = y * window.stride() - window.top() + row;
      for (int column = 0; column < Window.SIZE; column++) {
        int inputX = x * window.stride() - window.left() + column;
        boolean rowInside = inputY >= 0 && inputY < window.inputHeight();
        if (rowInside && inputX >= 0 && inputX < window.inputWidth()) {
          int in = input + (inputY * window.inputWidth() + inputX) * channels;
          addProducts(memory, in, (row * Window.SIZE + column) * channels, out);
        }
      }
    }
    if (clamped) {
      clamp(memory, out);
    }
  }

  private void addProducts(float[] memory, int input, int weight, int output) {
    int c = 0;
    for (; c <= channels - Lanes.COUNT; c += Lanes.COUNT) {
      FloatVector.fromArray(Lanes.SPECIES, memory, input + c)
          .fma(
              FloatVector.fromArray(Lanes.SPECIES, weights, weight + c),
              FloatVector.fromArray(Lanes.SPECIES, memory, output + c))
          .intoArray(memory, output + c);
    }
    for (; c < channels; c++) {
      memory[output + c] += memory[input + c] * weights[weight + c];
    }
  }

  private void clamp(float[] memory, int output) {
    for (int next = 0; next < channels; next += Lanes.COUNT) {
      int at = output + Math.min(next, channels - Lanes.COUNT);
      FloatVector.fromArray(Lanes.SPECIES, memory, at)
          .reinterpretAsInts()
          .max(0)
          .min(Lanes.SIX)
          .reinterpretAsFloats()
          .intoArray(memory, at);
    }
  }
}
