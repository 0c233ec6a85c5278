package io.flinkmobilenet.peers.kernel;

import io.flinkmobilenet.architecture.MobileNetV2;
import io.flinkmobilenet.kernel.Bottleneck;
import io.flinkmobilenet.kernel.ConvLayer;
import io.flinkmobilenet.kernel.Filters;
import io.flinkmobilenet.kernel.Kernel;
import io.flinkmobilenet.kernel.Kernels;
import io.flinkmobilenet.network.Block;
import io.flinkmobilenet.network.Layer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;

/** The shapes of the layer table by name: first each fused block, then each layer. */
final class KernelShapes {
  private static final Map<String, KernelShape> SHAPES = new LinkedHashMap<>();

  static {
    List<Block> blocks = MobileNetV2.network(MobileNetV2.Config.of(1, 224, 1000)).blocks();
    for (Block block : blocks) {
      if (block.layers().size() > 1) {
        add("bottleneck", block.layers(), kernels -> kernels.bottleneck(bottleneck(block)));
      }
    }
    for (Block block : blocks) {
      block.layers().forEach(KernelShapes::add);
    }
  }

  private KernelShapes() {}

  /** All names, in the order in which the network runs them. */
  static String[] names() {
    return SHAPES.keySet().toArray(String[]::new);
  }

  static KernelShape named(String name) {
    KernelShape shape = SHAPES.get(name);
    if (shape == null) {
      throw new IllegalArgumentException("no shape " + name + " among " + SHAPES.keySet());
    }
    return shape;
  }

  /**
   * Adds a layer. The convolution of pixels is another kind of kernel, which {@code bench network}
   * measures.
   */
  private static void add(Layer layer) {
    List<Layer> only = List.of(layer);
    if (layer instanceof Layer.Pointwise pointwise) {
      int pixels = layer.input().pixels();
      ConvLayer stage = stage(pointwise);
      add("pointwise", only, k -> k.pointwise(pixels, stage.filters(), stage.activation()));
    } else if (layer instanceof Layer.Depthwise depthwise) {
      ConvLayer stage = stage(depthwise);
      add(
          "depthwise",
          only,
          k -> k.depthwise(depthwise.window(), stage.filters(), stage.activation()));
    } else if (layer instanceof Layer.GlobalAveragePool pool) {
      add("pool", only, k -> k.globalAveragePool(pool.input().pixels(), pool.input().channels()));
    } else if (layer instanceof Layer.Dense dense) {
      Filters filters = filters(dense.filters(), dense.input().channels());
      add("dense", only, k -> k.dense(filters));
    }
  }

  private static void add(String operator, List<Layer> layers, Function<Kernels, Kernel> kernel) {
    Layer first = layers.get(0);
    Layer last = layers.get(layers.size() - 1);
    // Uses ASCII only, because a name may be an argument of a command.
    String name = "%s %s %s".formatted(first.input(), operator, last.output()).replace('×', 'x');
    int inputs = first.input().elements();
    SHAPES.putIfAbsent(name, new KernelShape(name, inputs, last.output().elements(), kernel));
  }

  private static Bottleneck bottleneck(Block block) {
    List<Layer> layers = block.layers();
    int count = layers.size();
    Layer.Depthwise depthwise = (Layer.Depthwise) layers.get(count - 2);
    Optional<ConvLayer> expand =
        count == 3 ? Optional.of(stage((Layer.Pointwise) layers.get(0))) : Optional.empty();
    ConvLayer project = stage((Layer.Pointwise) layers.get(count - 1));
    return new Bottleneck(expand, depthwise.window(), stage(depthwise), Optional.of(project));
  }

  private static ConvLayer stage(Layer.Normalised layer) {
    int count = layer.output().channels();
    int taps = layer.weights().shape().elements() / count;
    return new ConvLayer(filters(count, taps), layer.activation());
  }

  /** Weights that keep values in about the same range. */
  private static Filters filters(int count, int taps) {
    Random random = new Random(count);
    float[] weights = new float[count * taps];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (random.nextFloat() * 2 - 1) * 2 / (float) Math.sqrt(taps);
    }
    return new Filters(count, taps, weights, new float[count]);
  }
}
