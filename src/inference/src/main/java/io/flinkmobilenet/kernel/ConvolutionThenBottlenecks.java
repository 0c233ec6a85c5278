package io.flinkmobilenet.kernel;

import java.util.List;

/** A convolution of the image followed by bottlenecks, with whole maps in memory between them. */
final class ConvolutionThenBottlenecks implements ImageKernel {
  private final ImageKernel convolution;
  private final List<Kernel> bottlenecks;

  /** Number of floats in the map that each bottleneck reads. */
  private final int[] read;

  ConvolutionThenBottlenecks(
      Kernels kernels,
      ConvGeometry window,
      ConvLayer convolution,
      float[] padding,
      List<Bottleneck> bottlenecks) {
    this.convolution = kernels.convolution3x3(window, convolution, padding);
    this.bottlenecks = bottlenecks.stream().map(kernels::bottleneck).toList();
    read = new int[bottlenecks.size()];
    int channels = convolution.filters().count();
    for (int i = 0; i < read.length; i++) {
      read[i] = Math.multiplyExact(bottlenecks.get(i).window().inputPixels(), channels);
      channels = bottlenecks.get(i).outputs();
    }
  }

  @Override
  public int scratch() {
    int most = convolution.scratch();
    for (Kernel bottleneck : bottlenecks) {
      most = Math.max(most, bottleneck.scratch());
    }
    for (int floats : read) {
      most = Math.addExact(most, floats);
    }
    return most;
  }

  @Override
  public void run(byte[] rgb, float[] memory, int output, int scratch) {
    int last = read.length - 1;
    int free = scratch;
    for (int floats : read) {
      free += floats;
    }
    convolution.run(rgb, memory, last < 0 ? output : scratch, free);
    int from = scratch;
    for (int i = 0; i <= last; i++) {
      int to = i == last ? output : from + read[i];
      bottlenecks.get(i).run(memory, from, Kernel.NO_RESIDUAL, to, free);
      from = to;
    }
  }
}
