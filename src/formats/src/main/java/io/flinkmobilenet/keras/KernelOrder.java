package io.flinkmobilenet.keras;

/** Kernels of Keras in the order of graphs. */
public final class KernelOrder {
  private KernelOrder() {}

  /**
   * Reorders the kernel of a convolution.
   *
   * @param kernel {@code [rows][columns][channels][filters]}
   * @return {@code [filters][channels][rows][columns]}
   */
  public static float[] convolution(float[] kernel, int taps, int channels, int filters) {
    float[] reordered = new float[kernel.length];
    int from = 0;
    for (int tap = 0; tap < taps; tap++) {
      for (int channel = 0; channel < channels; channel++) {
        for (int filter = 0; filter < filters; filter++) {
          reordered[(filter * channels + channel) * taps + tap] = kernel[from++];
        }
      }
    }
    return reordered;
  }

  /**
   * Reorders the kernel of a depthwise convolution, whose filters are numbered channel by channel.
   *
   * @param kernel {@code [rows][columns][filters]}, where filters are channels times multiplier
   * @return {@code [filters][1][rows][columns]}
   */
  static float[] depthwise(float[] kernel, int taps, int filters) {
    return convolution(kernel, taps, 1, filters);
  }

  /**
   * Reorders the kernel of a dense layer.
   *
   * @param kernel {@code [inputs][outputs]}
   * @return {@code [outputs][inputs]}
   */
  static float[] dense(float[] kernel, int inputs, int outputs) {
    return convolution(kernel, 1, inputs, outputs);
  }
}
