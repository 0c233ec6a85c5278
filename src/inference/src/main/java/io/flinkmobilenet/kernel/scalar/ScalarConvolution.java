package io.flinkmobilenet.kernel.scalar;

import io.flinkmobilenet.graph.Convolution;
import io.flinkmobilenet.graph.FeatureShape;
import io.flinkmobilenet.graph.Window;
import io.flinkmobilenet.kernel.OperatorKernel;

/**
 * Convolution of any window in any number of groups.
 *
 * @param operator the convolution
 * @param in shape of the input
 * @param out shape of the output
 * @param weights {@code [N][K / G][rows][columns]}
 * @param sums bias and normalisation of the sums
 */
record ScalarConvolution(
    Convolution operator, FeatureShape in, FeatureShape out, float[] weights, Affine sums)
    implements OperatorKernel {
  @Override
  public void run(float[] memory, int[] inputs, int output, int scratch) {
    int at = 0;
    for (int y = 0; y < out.height(); y++) {
      for (int x = 0; x < out.width(); x++) {
        for (int n = 0; n < out.channels(); n++, at++) {
          double sum = sums.apply(n, convolve(memory, inputs[0], y, x, n));
          memory[output + at] = Ending.apply(operator.epilogue(), sum, memory, inputs, at);
        }
      }
    }
  }

  private double convolve(float[] memory, int input, int y, int x, int n) {
    Window window = operator.window();
    int channels = in.channels() / operator.groups();
    int first = n / (out.channels() / operator.groups()) * channels;
    int weight = n * channels * window.taps();
    double sum = 0;
    for (int c = first; c < first + channels; c++) {
      for (int row = 0; row < window.height(); row++) {
        int inY = y * window.strideY() - window.top() + row * window.dilationY();
        for (int column = 0; column < window.width(); column++, weight++) {
          int inX = x * window.strideX() - window.left() + column * window.dilationX();
          if (inY >= 0 && inY < in.height() && inX >= 0 && inX < in.width()) {
            int pixel = inY * in.width() + inX;
            sum += (double) weights[weight] * memory[input + pixel * in.channels() + c];
          }
        }
      }
    }
    return sum;
  }
}
