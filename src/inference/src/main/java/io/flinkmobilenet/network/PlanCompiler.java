package io.flinkmobilenet.network;

import io.flinkmobilenet.kernel.Bottleneck;
import io.flinkmobilenet.kernel.ConvGeometry;
import io.flinkmobilenet.kernel.ConvLayer;
import io.flinkmobilenet.kernel.ImageKernel;
import io.flinkmobilenet.kernel.Kernel;
import io.flinkmobilenet.kernel.Kernels;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Turns each layer into a kernel with packed weights, and places its operands in the arena. */
final class PlanCompiler {
  private final Kernels kernels;
  private final FilterFolding folding;
  private final InputNormalisation normalisation;
  private final ArenaLayout arena = new ArenaLayout();
  private final List<Plan.Step> steps = new ArrayList<>();
  private Plan.Stem stem;

  /** Start of the latest map. */
  private int map;

  /** Input of the latest step, which at the end are the features. */
  private Plan.Slice before;

  PlanCompiler(Kernels kernels, FilterFolding folding, InputNormalisation normalisation) {
    this.kernels = kernels;
    this.folding = folding;
    this.normalisation = normalisation;
  }

  Plan compile(Network network, Scores scores) {
    if (!(network.layers().get(0) instanceof Layer.Convolution first)) {
      throw new IllegalArgumentException("the first layer is not a convolution of the image");
    }
    List<Block> blocks = network.blocks();
    int compiled = compileStem(first, blocks);
    for (Block block : blocks.subList(compiled, blocks.size())) {
      compile(block, first);
    }
    return new Plan(
        network.input(),
        kernels.name(),
        stem,
        List.copyOf(steps),
        before,
        new Plan.Slice(map, network.output().elements()),
        arena.size(),
        scores);
  }

  /**
   * Compiles the convolution of the image, together with the bottlenecks up to the first residual.
   *
   * @return number of blocks that are compiled completely
   */
  private int compileStem(Layer.Convolution layer, List<Block> blocks) {
    ConvGeometry window = layer.window();
    ConvLayer convolution = new ConvLayer(folding.fold(layer, normalisation), layer.activation());
    float[] padding = FilterFolding.rawPadding(normalisation);
    List<Layer> layers = new ArrayList<>(List.of(layer));
    List<Bottleneck> bottlenecks = new ArrayList<>();
    int whole = blocks.get(0).layers().size() == 1 ? 1 : 0;
    for (int i = 1; whole == i && i < blocks.size() && !blocks.get(i).residual(); i++) {
      Optional<Bottleneck> bottleneck = Bottlenecks.of(blocks.get(i), folding);
      if (bottleneck.isPresent()) {
        bottlenecks.add(bottleneck.get());
        layers.addAll(blocks.get(i).layers());
        whole++;
      }
    }
    ImageKernel kernel = kernels.stem(window, convolution, padding, bottlenecks);
    int elements = layers.get(layers.size() - 1).output().elements();
    map = arena.allocate(elements);
    before = new Plan.Slice(map, elements);
    stem = new Plan.Stem(PlanStep.of(layers), kernel, map, scratch(kernel.scratch()));
    return whole;
  }

  private void compile(Block block, Layer stemLayer) {
    List<Layer> layers = block.layers();
    Optional<Bottleneck> bottleneck = Bottlenecks.of(block, folding);
    if (bottleneck.isPresent()) {
      int input = map;
      Kernel kernel = kernels.bottleneck(bottleneck.get());
      add(layers, kernel, block.residual() ? input : Kernel.NO_RESIDUAL);
      arena.release(input);
      return;
    }
    Layer last = layers.get(layers.size() - 1);
    int blockInput = map;
    for (Layer layer : layers) {
      if (layer == stemLayer) {
        continue;
      }
      boolean adds = block.residual() && layer == last;
      int input = map;
      add(List.of(layer), kernel(layer), adds ? blockInput : Kernel.NO_RESIDUAL);
      if (input != blockInput || !block.residual()) {
        arena.release(input);
      }
      if (adds) {
        arena.release(blockInput);
      }
    }
  }

  private void add(List<Layer> layers, Kernel kernel, int residual) {
    int output = arena.allocate(layers.get(layers.size() - 1).output().elements());
    PlanStep what = PlanStep.of(layers);
    steps.add(new Plan.Step(what, kernel, map, residual, output, scratch(kernel.scratch())));
    before = new Plan.Slice(map, layers.get(0).input().elements());
    map = output;
  }

  /** Working memory is needed only while its kernel runs: later buffers may overlap it. */
  private int scratch(int floats) {
    int start = arena.allocate(floats);
    arena.release(start);
    return start;
  }

  private Kernel kernel(Layer layer) {
    if (layer instanceof Layer.Depthwise depthwise) {
      return kernels.depthwise3x3(
          depthwise.window(), folding.fold(depthwise), depthwise.activation());
    }
    if (layer instanceof Layer.Pointwise pointwise) {
      return kernels.pointwise(
          pointwise.input().pixels(), folding.fold(pointwise), pointwise.activation());
    }
    if (layer instanceof Layer.GlobalAveragePool pool) {
      return kernels.globalAveragePool(pool.input().pixels(), pool.input().channels());
    }
    if (layer instanceof Layer.Dense dense) {
      return kernels.dense(folding.fold(dense));
    }
    throw new IllegalArgumentException("a convolution of the image can only come first");
  }
}
