package io.flinkmobilenet.kernel;

import java.util.ArrayList;
import java.util.List;

/** Runs the layers of a bottleneck one after another, with whole maps in memory between them. */
final class LayerByLayer implements Kernel {
  private final List<Kernel> layers;

  /** Number of floats in the map that each layer but the last writes. */
  private final int[] between;

  LayerByLayer(Kernels kernels, Bottleneck block) {
    ConvGeometry window = block.window();
    int channels = block.depthwise().filters().count();
    List<Kernel> all = new ArrayList<>();
    List<Integer> written = new ArrayList<>();
    if (block.expand().isPresent()) {
      all.add(pointwise(kernels, window.inputPixels(), block.expand().get()));
      written.add(window.inputPixels() * channels);
    }
    all.add(kernels.depthwise(window, block.depthwise().filters(), block.depthwise().activation()));
    if (block.project().isPresent()) {
      written.add(window.outputPixels() * channels);
      all.add(pointwise(kernels, window.outputPixels(), block.project().get()));
    }
    layers = List.copyOf(all);
    between = written.stream().mapToInt(Integer::intValue).toArray();
  }

  private static Kernel pointwise(Kernels kernels, int pixels, ConvLayer layer) {
    return kernels.pointwise(pixels, layer.filters(), layer.activation());
  }

  @Override
  public int scratch() {
    int most = 0;
    for (Kernel layer : layers) {
      most = Math.max(most, layer.scratch());
    }
    for (int floats : between) {
      most = Math.addExact(most, floats);
    }
    return most;
  }

  @Override
  public void run(float[] memory, int input, int residual, int output, int scratch) {
    int from = input;
    int free = scratch;
    for (int i = 0; i < between.length; i++) {
      int to = free;
      free += between[i];
      layers.get(i).run(memory, from, NO_RESIDUAL, to, free);
      from = to;
    }
    layers.get(between.length).run(memory, from, residual, output, free);
  }
}
