package io.flinkmobilenet.kernel.vector;

import io.flinkmobilenet.graph.Activation;
import io.flinkmobilenet.kernel.Bottleneck;
import io.flinkmobilenet.kernel.ConvGeometry;
import io.flinkmobilenet.kernel.ConvLayer;
import io.flinkmobilenet.kernel.Filters;
import io.flinkmobilenet.kernel.ImageKernel;
import io.flinkmobilenet.kernel.Kernel;
import io.flinkmobilenet.kernel.Kernels;
import io.flinkmobilenet.kernel.PeakProbe;
import io.flinkmobilenet.kernel.ScalarKernels;
import io.flinkmobilenet.simd.Lanes;
import java.util.List;

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
  public boolean computes(Activation activation) {
    return TileEnding.has(activation);
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
  public Kernel depthwise3x3(ConvGeometry window, Filters filters, Activation activation) {
    return new VectorDepthwise(window, new ConvLayer(filters, activation));
  }

  @Override
  public Kernel pointwise(int pixels, Filters filters, Activation activation) {
    return new VectorPointwise(pixels, filters, activation);
  }

  @Override
  public Kernel bottleneck(Bottleneck block) {
    return new VectorBottleneck(block);
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
