package io.flinkmobilenet.kernel;

import java.util.List;

/** Runs the layers of a bottleneck one after another, with whole maps in memory between them. */
final class LayerByLayer implements Kernel {
  private final List<Kernel> layers;

  /** Number of floats in the map that each layer but the last writes. */
  private final int[] between;

  LayerByLayer(Kernels kernels, Bottleneck block) {
    ConvGeometry window = block.window();
    int channels = block.depthwise().filters().count();
    Kernel depthwise =
        kernels.depthwise3x3(window, block.depthwise().filters(), block.depthwise().activation());
    Kernel project =
        kernels.pointwise(
            window.outputPixels(), block.project().filters(), block.project().activation());
    int written = window.outputPixels() * channels;
    if (block.expand().isPresent()) {
      ConvLayer expand = block.expand().get();
      Kernel first = kernels.pointwise(window.inputPixels(), expand.filters(), expand.activation());
      layers = List.of(first, depthwise, project);
      between = new int[] {window.inputPixels() * channels, written};
    } else {
      layers = List.of(depthwise, project);
      between = new int[] {written};
    }
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
