package io.flinkmobilenet.kernel.vector;

import io.flinkmobilenet.graph.Activation;
import io.flinkmobilenet.graph.AdaptivePool;
import io.flinkmobilenet.graph.Arithmetic;
import io.flinkmobilenet.graph.ChannelShuffle;
import io.flinkmobilenet.graph.ChannelSlice;
import io.flinkmobilenet.graph.Convolution;
import io.flinkmobilenet.graph.FeatureShape;
import io.flinkmobilenet.graph.GlobalPool;
import io.flinkmobilenet.graph.LocalResponseNormalisation;
import io.flinkmobilenet.graph.Operator;
import io.flinkmobilenet.graph.Pool;
import io.flinkmobilenet.graph.Reduction;
import io.flinkmobilenet.graph.Resampling;
import io.flinkmobilenet.graph.Softmax;
import io.flinkmobilenet.kernel.Bottleneck;
import io.flinkmobilenet.kernel.ConvGeometry;
import io.flinkmobilenet.kernel.ConvLayer;
import io.flinkmobilenet.kernel.Filters;
import io.flinkmobilenet.kernel.ImageKernel;
import io.flinkmobilenet.kernel.Kernel;
import io.flinkmobilenet.kernel.Kernels;
import io.flinkmobilenet.kernel.OperatorKernel;
import io.flinkmobilenet.kernel.PeakProbe;
import io.flinkmobilenet.kernel.ScalarKernels;
import io.flinkmobilenet.simd.Lanes;
import java.util.List;
import java.util.Optional;

/**
 * The kernels on the Vector API. Layers with fewer channels than a vector has lanes use the scalar
 * kernels, except pointwise layers; they are too small to matter.
 */
public final class VectorKernels implements Kernels {
  private final Kernels scalar = new ScalarKernels();

  /**
   * Creates kernels for the widest vectors of this CPU.
   *
   * @throws IllegalStateException if the vectors are narrower than 128 bits
   */
  public VectorKernels() {
    Lanes.requireWidth();
  }

  @Override
  public String name() {
    return "vector-" + Lanes.bits();
  }

  @Override
  public ImageKernel convolution3x3(ConvGeometry window, ConvLayer convolution, float[] padding) {
    return convolution.filters().count() < Lanes.COUNT
        ? scalar.convolution3x3(window, convolution, padding)
        : new VectorStem(window, convolution, padding);
  }

  @Override
  public ImageKernel stem(
      ConvGeometry window, ConvLayer convolution, float[] padding, List<Bottleneck> bottlenecks) {
    return FusedStem.takes(bottlenecks)
        ? new FusedStem(window, convolution, padding, bottlenecks)
        : Kernels.super.stem(window, convolution, padding, bottlenecks);
  }

  @Override
  public Kernel depthwise(ConvGeometry window, Filters filters, Activation activation) {
    ConvLayer layer = new ConvLayer(filters, activation);
    return bottleneck(new Bottleneck(Optional.empty(), window, layer, Optional.empty()));
  }

  @Override
  public Kernel pointwise(int pixels, Filters filters, Activation activation) {
    return new VectorPointwise(pixels, filters, activation);
  }

  @Override
  public Kernel bottleneck(Bottleneck block) {
    return VectorBottleneck.of(block);
  }

  @Override
  public Optional<OperatorKernel> convolution(
      Convolution layer, FeatureShape input, Filters filters) {
    return layer.groups() > 1
        ? grouped(layer, input, layer.sums(input), filters)
        : Optional.of(convolution(layer, input, filters, layer.filters()));
  }

  @Override
  public Optional<OperatorKernel> convolutionWithGaps(
      Convolution layer, FeatureShape input, Filters filters, int outputStride) {
    return layer.groups() > 1 || layer.epilogue().adds() || layer.filters() < Lanes.COUNT
        ? Optional.empty()
        : Optional.of(convolution(layer, input, filters, outputStride));
  }

  private static OperatorKernel convolution(
      Convolution layer, FeatureShape input, Filters filters, int outputStride) {
    FeatureShape output = layer.sums(input);
    RowEpilogue epilogue = new RowEpilogue(layer.epilogue());
    if (layer.pointwise()) {
      return new FinishedPointwise(input.pixels(), filters, epilogue, outputStride);
    }
    Optional<WinogradTransform> transform = WinogradChoice.of(layer, input, output);
    return transform.isPresent()
        ? new WinogradConvolution(layer, input, output, filters, transform.get(), outputStride)
        : new VectorConvolution(layer, input, output, filters, outputStride);
  }

  private static Optional<OperatorKernel> grouped(
      Convolution layer, FeatureShape input, FeatureShape output, Filters filters) {
    if (output.channels() < Lanes.COUNT) {
      return Optional.empty();
    }
    return Optional.of(
        layer.depthwise(input)
            ? new VectorDepthwiseWindow(layer, input, output, filters)
            : new VectorConvolution(layer, input, output, filters, layer.filters()));
  }

  @Override
  public Optional<OperatorKernel> operator(Operator operator, List<FeatureShape> inputs) {
    FeatureShape input = inputs.get(0);
    if (operator instanceof Activation activation) {
      return Optional.of(new ActivatedCopy(activation, input.elements()));
    } else if (operator instanceof Arithmetic arithmetic) {
      return arithmetic(arithmetic, input, inputs.get(1));
    } else if (operator instanceof ChannelSlice slice) {
      return Optional.of(new CopiedChannels(slice, input));
    } else if (operator instanceof Softmax) {
      return Optional.of(new VectorSoftmax(input));
    }
    return input.channels() < Lanes.COUNT
        ? Optional.empty()
        : wide(operator, input, operator.output(inputs));
  }

  private static Optional<OperatorKernel> arithmetic(
      Arithmetic arithmetic, FeatureShape first, FeatureShape second) {
    boolean repeats = second.pixels() == 1 && second.channels() == first.channels();
    if (!repeats && !second.equals(first)) {
      return Optional.empty();
    }
    int runs = first.elements() / second.elements();
    return Optional.of(new VectorArithmetic(arithmetic, runs, second.elements()));
  }

  /** Returns the kernel of an operator whose pixels have at least one vector of channels. */
  private static Optional<OperatorKernel> wide(
      Operator operator, FeatureShape in, FeatureShape out) {
    if (operator instanceof Pool pool) {
      return Optional.of(new VectorPool(pool, in, out));
    } else if (operator instanceof AdaptivePool pool) {
      return Optional.of(adaptive(pool.reduction(), in, out));
    } else if (operator instanceof GlobalPool pool) {
      return Optional.of(adaptive(pool.reduction(), in, out));
    } else if (operator instanceof Resampling resampling) {
      return Optional.of(new VectorResampling(resampling, in, out));
    } else if (operator instanceof ChannelShuffle shuffle && InterleavedHalves.takes(shuffle, in)) {
      return Optional.of(new InterleavedHalves(in));
    } else if (operator instanceof LocalResponseNormalisation normalisation
        && VectorLocalResponse.takes(normalisation)) {
      return Optional.of(new VectorLocalResponse(normalisation, in));
    }
    return Optional.empty();
  }

  private static OperatorKernel adaptive(Reduction reduction, FeatureShape in, FeatureShape out) {
    return new VectorAdaptivePool(new PixelReduction(reduction, in.channels()), in, out);
  }

  @Override
  public Optional<OperatorKernel> parametricRelu(int pixels, float[] slopes) {
    return slopes.length < Lanes.COUNT
        ? Optional.empty()
        : Optional.of(new VectorParametricRelu(pixels, slopes));
  }

  @Override
  public Kernel globalAveragePool(int pixels, int channels) {
    return channels < Lanes.COUNT
        ? scalar.globalAveragePool(pixels, channels)
        : new VectorAveragePool(pixels, channels);
  }

  @Override
  public Kernel dense(Filters filters) {
    return new VectorDense(filters);
  }

  @Override
  public PeakProbe peak() {
    return new VectorPeak();
  }
}
