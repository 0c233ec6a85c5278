package io.flinkmobilenet.architecture;

import io.flinkmobilenet.graph.Activation;
import io.flinkmobilenet.graph.BatchNormalisation;
import io.flinkmobilenet.graph.FeatureShape;
import io.flinkmobilenet.network.Block;
import io.flinkmobilenet.network.Layer;
import io.flinkmobilenet.network.Network;
import java.util.ArrayList;
import java.util.List;

/** Builds the layers of a MobileNetV2. */
final class MobileNetV2Layers {
  private static final int RGB = 3;
  private static final int STEM_CHANNELS = 32;
  private static final int HEAD_CHANNELS = 1280;
  private static final String PREFIX = "mobilenet_v2.";

  /** Bottlenecks after the first one: c, n and s of table 2; t is a setting. */
  private static final int[][] BOTTLENECKS = {
    {24, 2, 2}, {32, 3, 2}, {64, 4, 2}, {96, 3, 1}, {160, 3, 2}, {320, 1, 1}
  };

  private static final int FIRST_BOTTLENECK_CHANNELS = 16;

  private final MobileNetV2.Config config;
  private final List<Block> blocks = new ArrayList<>();

  MobileNetV2Layers(MobileNetV2.Config config) {
    this.config = config;
  }

  Network build() {
    FeatureShape image = new FeatureShape(config.inputHeight(), config.inputWidth(), RGB);
    Layer stem = convolution(image, config.channels(STEM_CHANNELS));
    blocks.add(Block.of("conv2d 3×3", stem));
    blocks.add(firstBottleneck(stem.output()));
    int index = 0;
    for (int[] row : BOTTLENECKS) {
      for (int repeat = 0; repeat < row[1]; repeat++) {
        int stride = repeat == 0 ? row[2] : 1;
        blocks.add(bottleneck("layer." + index++, last(), config.channels(row[0]), stride));
      }
    }
    Layer head = pointwise("conv_1x1", last(), headChannels(), Activation.RELU6);
    blocks.add(Block.of("conv2d 1×1", head));
    Layer pool = new Layer.GlobalAveragePool(head.output());
    blocks.add(Block.of("global average pool", pool));
    blocks.add(Block.of("dense", new Layer.Dense("classifier", pool.output(), config.classes())));
    return new Network(blocks);
  }

  private FeatureShape last() {
    return blocks.get(blocks.size() - 1).output();
  }

  private int headChannels() {
    return config.finegrainedOutput() && config.widthMultiplier() < 1
        ? HEAD_CHANNELS
        : config.channels(HEAD_CHANNELS);
  }

  private Block firstBottleneck(FeatureShape input) {
    List<Layer> layers = new ArrayList<>();
    if (!config.firstLayerIsExpansion()) {
      layers.add(pointwise("conv_stem.expand_1x1", input, input.channels(), Activation.RELU6));
    }
    layers.add(depthwise("conv_stem.conv_3x3", input, 1));
    int channels = config.channels(FIRST_BOTTLENECK_CHANNELS);
    layers.add(pointwise("conv_stem.reduce_1x1", input, channels, Activation.LINEAR));
    return new Block("bottleneck", 1, false, layers);
  }

  private Block bottleneck(String name, FeatureShape input, int channels, int stride) {
    int expanded = config.divisible(input.channels() * config.expandRatio());
    Layer expand = pointwise(name + ".expand_1x1", input, expanded, Activation.RELU6);
    Layer depthwise = depthwise(name + ".conv_3x3", expand.output(), stride);
    Layer reduce = pointwise(name + ".reduce_1x1", depthwise.output(), channels, Activation.LINEAR);
    boolean residual = stride == 1 && input.channels() == channels;
    return new Block(
        "bottleneck", config.expandRatio(), residual, List.of(expand, depthwise, reduce));
  }

  private Layer convolution(FeatureShape input, int filters) {
    String name = PREFIX + "conv_stem.first_conv";
    return new Layer.Convolution(
        name,
        input,
        filters,
        config.padding().window(input, 2),
        normalisation(name, filters),
        Activation.RELU6);
  }

  private Layer depthwise(String name, FeatureShape input, int stride) {
    return new Layer.Depthwise(
        PREFIX + name,
        input,
        config.padding().window(input, stride),
        normalisation(PREFIX + name, input.channels()),
        Activation.RELU6);
  }

  private Layer pointwise(String name, FeatureShape input, int filters, Activation activation) {
    return new Layer.Pointwise(
        PREFIX + name, input, filters, normalisation(PREFIX + name, filters), activation);
  }

  private BatchNormalisation normalisation(String name, int channels) {
    return new BatchNormalisation(
        name + ".normalization", channels, config.batchNormalisationEpsilon());
  }
}
