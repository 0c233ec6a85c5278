package io.flinkmobilenet.kernel;

import io.flinkmobilenet.graph.Activation;

/**
 * The kernels as plain loops. They define what each operator computes, for every shape on every
 * machine.
 *
 * <p>They are never optimised, because the other kernels are tested against them.
 */
public final class ScalarKernels implements Kernels {
  private static final int RGB = 3;

  @Override
  public String name() {
    return "scalar";
  }

  @Override
  public ImageKernel convolution3x3(ConvGeometry window, ConvLayer convolution, float[] padding) {
    Filters filters = convolution.filters().inMemory();
    Activation activation = convolution.activation();
    return (rgb, memory, output, scratch) -> {
      int out = output;
      for (int y = 0; y < window.outputHeight(); y++) {
        for (int x = 0; x < window.outputWidth(); x++) {
          for (int n = 0; n < filters.count(); n++) {
            memory[out++] =
                activate(activation, convolve3x3(window, filters, padding, rgb, y, x, n));
          }
        }
      }
    };
  }

  private static float convolve3x3(
      ConvGeometry window, Filters filters, float[] padding, byte[] rgb, int y, int x, int n) {
    float sum = filters.bias()[n];
    int tap = n * filters.taps();
    for (int channel = 0; channel < RGB; channel++) {
      for (int row = 0; row < ConvGeometry.SIZE; row++) {
        int inputY = y * window.stride() - window.top() + row;
        for (int column = 0; column < ConvGeometry.SIZE; column++) {
          int inputX = x * window.stride() - window.left() + column;
          float pixel =
              inside(window, inputY, inputX)
                  ? rgb[(inputY * window.inputWidth() + inputX) * RGB + channel] & 0xFF
                  : padding[channel];
          sum += pixel * filters.weights()[tap++];
        }
      }
    }
    return sum;
  }

  @Override
  public Kernel depthwise(ConvGeometry window, Filters layer, Activation activation) {
    Filters filters = layer.inMemory();
    return (memory, input, residual, output, scratch) -> {
      int out = output;
      for (int y = 0; y < window.outputHeight(); y++) {
        for (int x = 0; x < window.outputWidth(); x++) {
          for (int c = 0; c < filters.count(); c++) {
            memory[out++] =
                activate(activation, convolveChannel(window, filters, memory, input, y, x, c));
          }
        }
      }
    };
  }

  private static float convolveChannel(
      ConvGeometry window, Filters filters, float[] memory, int input, int y, int x, int c) {
    float sum = filters.bias()[c];
    int tap = c * filters.taps();
    for (int row = 0; row < window.size(); row++) {
      int inputY = y * window.stride() - window.top() + row;
      for (int column = 0; column < window.size(); column++, tap++) {
        int inputX = x * window.stride() - window.left() + column;
        if (inside(window, inputY, inputX)) {
          int pixel = inputY * window.inputWidth() + inputX;
          sum += memory[input + pixel * filters.count() + c] * filters.weights()[tap];
        }
      }
    }
    return sum;
  }

  private static boolean inside(ConvGeometry window, int y, int x) {
    return y >= 0 && y < window.inputHeight() && x >= 0 && x < window.inputWidth();
  }

  @Override
  public Kernel pointwise(int pixels, Filters layer, Activation activation) {
    Filters filters = layer.inMemory();
    return (memory, input, residual, output, scratch) -> {
      int out = 0;
      for (int p = 0; p < pixels; p++) {
        for (int n = 0; n < filters.count(); n++, out++) {
          float sum = activate(activation, product(filters, memory, input + p * filters.taps(), n));
          memory[output + out] =
              residual == Kernel.NO_RESIDUAL ? sum : sum + memory[residual + out];
        }
      }
    };
  }

  private static float product(Filters filters, float[] memory, int input, int n) {
    float sum = filters.bias()[n];
    for (int k = 0; k < filters.taps(); k++) {
      sum += memory[input + k] * filters.weights()[n * filters.taps() + k];
    }
    return sum;
  }

  @Override
  public Kernel globalAveragePool(int pixels, int channels) {
    return (memory, input, residual, output, scratch) -> {
      for (int c = 0; c < channels; c++) {
        float sum = 0;
        for (int p = 0; p < pixels; p++) {
          sum += memory[input + p * channels + c];
        }
        memory[output + c] = sum / pixels;
      }
    };
  }

  @Override
  public Kernel dense(Filters filters) {
    return pointwise(1, filters, Activation.LINEAR);
  }

  @Override
  public PeakProbe peak() {
    return new ScalarPeak();
  }

  private static float activate(Activation activation, float sum) {
    return (float) activation.apply(sum);
  }
}
