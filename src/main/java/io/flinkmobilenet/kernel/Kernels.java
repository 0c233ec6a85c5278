package io.flinkmobilenet.kernel;

import java.util.List;

/**
 * One implementation of the network's arithmetic. Packs weights once, into kernels that run often.
 *
 * <p>H, W: rows and columns of a feature map; C: its channels; P = H·W: its pixels; K: input
 * channels of a matrix product; N: its output channels.
 */
public interface Kernels {
  /** Name for logs and metrics: {@code scalar}, {@code vector-512}. */
  String name();

  /**
   * 3×3 convolution of 8-bit RGB pixels.
   *
   * @param convolution weights {@code [N][3 channels][3 rows][3 columns]} for raw pixel values
   * @param padding raw value of a padded pixel, one a channel
   */
  ImageKernel convolution3x3(ConvGeometry window, ConvLayer convolution, float[] padding);

  /**
   * The same and bottlenecks without residuals, each of which reads what is before it, in one
   * kernel. One after the other, unless an implementation knows better.
   */
  default ImageKernel stem(
      ConvGeometry window, ConvLayer convolution, float[] padding, List<Bottleneck> bottlenecks) {
    return new ConvolutionThenBottlenecks(this, window, convolution, padding, bottlenecks);
  }

  /**
   * 3×3 convolution of each channel by itself, padded with zeros.
   *
   * @param filters weights {@code [C][3 rows][3 columns]}
   */
  Kernel depthwise3x3(ConvGeometry window, Filters filters, Activation activation);

  /**
   * 1×1 convolution: the matrix product {@code [P][K] · [K][N]}. A linear one adds a residual where
   * it is given one.
   *
   * @param filters weights {@code [N][K]}
   */
  Kernel pointwise(int pixels, Filters filters, Activation activation);

  /**
   * Three convolutions in one kernel, which adds a residual where it is given one. Layer by layer,
   * unless an implementation knows better.
   */
  default Kernel bottleneck(Bottleneck block) {
    return new LayerByLayer(this, block);
  }

  /** Mean over all pixels: {@code [P][C]} to {@code [C]}. */
  Kernel globalAveragePool(int pixels, int channels);

  /**
   * Fully connected layer: {@code [K]} to {@code [N]}.
   *
   * @param filters weights {@code [N][K]}
   */
  Kernel dense(Filters filters);

  /** The arithmetic of pictures, for one thread or many. */
  PixelKernels pixels();

  /** What the core could do at best. */
  PeakProbe peak();
}
