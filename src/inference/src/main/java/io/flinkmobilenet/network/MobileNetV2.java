package io.flinkmobilenet.network;

import io.flinkmobilenet.graph.Activation;
import io.flinkmobilenet.graph.BatchNormalisation;
import io.flinkmobilenet.graph.FeatureShape;
import java.util.ArrayList;
import java.util.List;

/**
 * MobileNetV2 as data: the layer table of the paper, with parameters named as in a Hugging Face
 * checkpoint.
 *
 * @see <a href="https://arxiv.org/abs/1801.04381">Sandler et al. 2018, MobileNetV2: Inverted
 *     Residuals and Linear Bottlenecks</a>
 */
public final class MobileNetV2 {
  private static final int RGB = 3;
  private static final int STEM_CHANNELS = 32;
  private static final int HEAD_CHANNELS = 1280;
  private static final String PREFIX = "mobilenet_v2.";

  /** Bottlenecks after the first one: c, n and s of table 2; t is a setting. */
  private static final int[][] BOTTLENECKS = {
    {24, 2, 2}, {32, 3, 2}, {64, 4, 2}, {96, 3, 1}, {160, 3, 2}, {320, 1, 1}
  };

  private static final int FIRST_BOTTLENECK_CHANNELS = 16;

  private final Config config;
  private final List<Block> blocks = new ArrayList<>();

  private MobileNetV2(Config config) {
    this.config = config;
  }

  /** Returns the network with the given settings. */
  public static Network network(Config config) {
    return new MobileNetV2(config).build();
  }

  private Network build() {
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

  /**
   * Settings of a MobileNetV2, with Hugging Face's names in brackets.
   *
   * @param widthMultiplier factor for the channels of every layer [depth_multiplier]
   * @param inputHeight rows of the image [image_size]
   * @param inputWidth columns of the image [image_size]
   * @param classes number of classes
   * @param padding padding of the 3×3 convolutions [tf_padding]
   * @param batchNormalisationEpsilon number added to the variances [layer_norm_eps]
   * @param finegrainedOutput whether the last 1×1 convolution keeps its 1280 channels below
   *     multiplier 1 [finegrained_output]
   * @param expandRatio expansion factor t of the bottlenecks [expand_ratio]
   * @param firstLayerIsExpansion whether the first convolution is the expansion of the first
   *     bottleneck, which then has none of its own [first_layer_is_expansion]
   * @param depthDivisibleBy divisor of every number of channels [depth_divisible_by]
   * @param minDepth least number of channels [min_depth]
   */
  public record Config(
      double widthMultiplier,
      int inputHeight,
      int inputWidth,
      int classes,
      Padding padding,
      double batchNormalisationEpsilon,
      boolean finegrainedOutput,
      int expandRatio,
      boolean firstLayerIsExpansion,
      int depthDivisibleBy,
      int minDepth) {
    private static final int MAX_CHANNELS = 1 << 16;
    private static final int MAX_EXTENT = 1 << 14;

    /** Checks each setting. */
    public Config {
      check(widthMultiplier > 0 && widthMultiplier <= 16, "width multiplier", widthMultiplier);
      check(inputHeight >= 1 && inputHeight <= MAX_EXTENT, "input height", inputHeight);
      check(inputWidth >= 1 && inputWidth <= MAX_EXTENT, "input width", inputWidth);
      check(classes >= 1 && classes <= MAX_CHANNELS, "number of classes", classes);
      check(
          batchNormalisationEpsilon >= 0 && batchNormalisationEpsilon < 1,
          "batch normalisation epsilon",
          batchNormalisationEpsilon);
      check(expandRatio >= 1 && expandRatio <= 64, "expand ratio", expandRatio);
      check(
          depthDivisibleBy >= 1 && depthDivisibleBy <= MAX_CHANNELS,
          "divisor of the channels",
          depthDivisibleBy);
      check(minDepth >= 1 && minDepth <= MAX_CHANNELS, "least number of channels", minDepth);
    }

    private static void check(boolean valid, String what, Object found) {
      if (!valid) {
        throw new IllegalArgumentException(what + " out of range: " + found);
      }
    }

    /** Returns the settings of the networks published with the paper, at one resolution. */
    public static Config of(double widthMultiplier, int resolution, int classes) {
      return new Config(
          widthMultiplier,
          resolution,
          resolution,
          classes,
          Padding.TENSORFLOW,
          1e-3,
          true,
          6,
          true,
          8,
          8);
    }

    /** Returns the channels of a layer that has the given number at multiplier 1. */
    int channels(int atMultiplierOne) {
      // rint, not round: Python rounds halves to even.
      return divisible((int) Math.rint(atMultiplierOne * widthMultiplier));
    }

    /**
     * Returns the nearest multiple of the divisor, but at least the minimum and at least nine
     * tenths of the value.
     */
    int divisible(int value) {
      int nearest = (int) (value + depthDivisibleBy / 2.0) / depthDivisibleBy * depthDivisibleBy;
      int channels = Math.max(minDepth, nearest);
      return channels < 0.9 * value ? channels + depthDivisibleBy : channels;
    }
  }
}
