package io.flinkmobilenet.kernel;

import io.flinkmobilenet.graph.Activation;
import io.flinkmobilenet.graph.Convolution;
import io.flinkmobilenet.graph.FeatureShape;
import io.flinkmobilenet.graph.Operator;
import io.flinkmobilenet.simd.KernelSet;
import java.util.List;
import java.util.Optional;

/**
 * One implementation of the network's arithmetic. It packs weights once, into kernels that are run
 * many times.
 *
 * <p>H, W: rows and columns of a feature map; C: its channels; P = H·W: its pixels; K: input
 * channels of a matrix product; N: its output channels.
 */
public interface Kernels extends KernelSet {
  /**
   * Returns a 3×3 convolution of 8-bit RGB pixels.
   *
   * @param convolution weights {@code [N][3 channels][3 rows][3 columns]} for raw pixel values
   * @param padding raw value of a padded pixel, one number per channel
   */
  ImageKernel convolution3x3(ConvGeometry window, ConvLayer convolution, float[] padding);

  /**
   * Returns one kernel for a 3×3 convolution of 8-bit RGB pixels followed by bottlenecks without
   * residuals, each of which reads the output of the step before; only the last one may lack a
   * projection. By default they run one after another.
   */
  default ImageKernel stem(
      ConvGeometry window, ConvLayer convolution, float[] padding, List<Bottleneck> bottlenecks) {
    return new ConvolutionThenBottlenecks(this, window, convolution, padding, bottlenecks);
  }

  /**
   * Returns a convolution of each channel by itself, padded with zeros.
   *
   * @param filters weights {@code [C][rows][columns]}
   */
  Kernel depthwise(ConvGeometry window, Filters filters, Activation activation);

  /**
   * Returns a 1×1 convolution: the matrix product {@code [P][K] · [K][N]}. A kernel without
   * activation adds a residual if it is given one.
   *
   * @param filters weights {@code [N][K]}
   */
  Kernel pointwise(int pixels, Filters filters, Activation activation);

  /**
   * Returns one kernel for the convolutions of a bottleneck. If the last one is a projection
   * without activation, it adds a residual if it is given one. By default the layers run one after
   * another.
   */
  default Kernel bottleneck(Bottleneck block) {
    return new LayerByLayer(this, block);
  }

  /**
   * Returns a convolution with any window and epilogue, if this implementation has one.
   *
   * @param layer the convolution; its normalisation is part of the filters
   * @param input shape of the input
   * @param filters weights {@code [N][K / groups][rows][columns]}
   */
  default Optional<OperatorKernel> convolution(
      Convolution layer, FeatureShape input, Filters filters) {
    return Optional.empty();
  }

  /**
   * Returns the same with a gap between the pixels of the output, into which others write, if this
   * implementation has it.
   *
   * @param outputStride number of floats from one pixel of the output to the next
   */
  default Optional<OperatorKernel> convolutionWithGaps(
      Convolution layer, FeatureShape input, Filters filters, int outputStride) {
    return Optional.empty();
  }

  /**
   * Returns the kernel of an operator without weights, if this implementation has one.
   *
   * @param operator the operator
   * @param inputs shapes of its inputs
   */
  default Optional<OperatorKernel> operator(Operator operator, List<FeatureShape> inputs) {
    return Optional.empty();
  }

  /**
   * Returns a parametric ReLU, if this implementation has one.
   *
   * @param slopes factors of negative values {@code [C]}
   */
  default Optional<OperatorKernel> parametricRelu(int pixels, float[] slopes) {
    return Optional.empty();
  }

  /** Returns the mean over all pixels: {@code [P][C]} to {@code [C]}. */
  Kernel globalAveragePool(int pixels, int channels);

  /**
   * Returns a fully connected layer: {@code [K]} to {@code [N]}.
   *
   * @param filters weights {@code [N][K]}
   */
  Kernel dense(Filters filters);

  /** Returns a probe of the highest speed that the core reaches. */
  PeakProbe peak();
}
