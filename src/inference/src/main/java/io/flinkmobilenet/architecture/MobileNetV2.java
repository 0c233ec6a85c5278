package io.flinkmobilenet.architecture;

import io.flinkmobilenet.graph.Graph;
import io.flinkmobilenet.network.Network;
import io.flinkmobilenet.network.Padding;
import io.flinkmobilenet.network.TableRow;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * MobileNetV2 as data: the layer table of the paper, with parameters named as in a Hugging Face
 * checkpoint.
 *
 * @see <a href="https://arxiv.org/abs/1801.04381">Sandler et al. 2018, MobileNetV2: Inverted
 *     Residuals and Linear Bottlenecks</a>
 */
public final class MobileNetV2 implements Architecture {
  private static final int RGB = 3;

  @Override
  public String modelType() {
    return "mobilenet_v2";
  }

  @Override
  public Optional<Publication> publication() {
    return Optional.of(
        new Publication(
            "Sandler et al. 2018",
            "https://arxiv.org/abs/1801.04381",
            "Hugging Face, Keras, torchvision, timm",
            List.of(
                new PublishedNetwork("MobileNetV2 1.0/224", Config.of(1.0, 224, 1000)),
                new PublishedNetwork("MobileNetV2 1.0/192", Config.of(1.0, 192, 1000)),
                new PublishedNetwork("MobileNetV2 1.0/160", Config.of(1.0, 160, 1000)),
                new PublishedNetwork("MobileNetV2 1.0/128", Config.of(1.0, 128, 1000)),
                new PublishedNetwork("MobileNetV2 0.75/224", Config.of(0.75, 224, 1000)),
                new PublishedNetwork("MobileNetV2 0.5/224", Config.of(0.5, 224, 1000)),
                new PublishedNetwork("MobileNetV2 0.35/224", Config.of(0.35, 224, 1000)),
                new PublishedNetwork("MobileNetV2 1.4/224", Config.of(1.4, 224, 1000)))));
  }

  /**
   * {@inheritDoc}
   *
   * <p>Missing settings have the defaults of Hugging Face's <a
   * href="https://huggingface.co/docs/transformers/model_doc/mobilenet_v2">MobileNetV2Config</a>.
   * The input has the size of the preprocessing's crop, as in Hugging Face's own code; {@code
   * image_size} is not used.
   */
  @Override
  public Config read(Settings settings, ImageClasses image) {
    settings.requireText("hidden_act", "relu6");
    settings.requireInteger("num_channels", RGB);
    settings.requireInteger("output_stride", 32);
    boolean tensorflow = settings.truth("tf_padding", true);
    return new Config(
        settings.number("depth_multiplier", 1),
        image.height(),
        image.width(),
        image.classes(),
        tensorflow ? Padding.TENSORFLOW : Padding.SYMMETRIC,
        settings.number("layer_norm_eps", 1e-3),
        settings.truth("finegrained_output", true),
        settings.integer("expand_ratio", 6),
        settings.truth("first_layer_is_expansion", true),
        settings.integer("depth_divisible_by", 8),
        settings.integer("min_depth", 8));
  }

  /** Returns the network with the given settings, layer by layer. */
  public static Network network(Config config) {
    return new MobileNetV2Layers(config).build();
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
      int minDepth)
      implements Configuration {
    private static final int MAX_CHANNELS = 1 << 16;
    private static final int MAX_EXTENT = 1 << 14;

    /** Checks each setting. */
    public Config {
      SettingCheck.require(
          widthMultiplier > 0 && widthMultiplier <= 16, "width multiplier", widthMultiplier);
      SettingCheck.require(
          inputHeight >= 1 && inputHeight <= MAX_EXTENT, "input height", inputHeight);
      SettingCheck.require(inputWidth >= 1 && inputWidth <= MAX_EXTENT, "input width", inputWidth);
      SettingCheck.require(classes >= 1 && classes <= MAX_CHANNELS, "number of classes", classes);
      SettingCheck.require(
          batchNormalisationEpsilon >= 0 && batchNormalisationEpsilon < 1,
          "batch normalisation epsilon",
          batchNormalisationEpsilon);
      SettingCheck.require(expandRatio >= 1 && expandRatio <= 64, "expand ratio", expandRatio);
      SettingCheck.require(
          depthDivisibleBy >= 1 && depthDivisibleBy <= MAX_CHANNELS,
          "divisor of the channels",
          depthDivisibleBy);
      SettingCheck.require(
          minDepth >= 1 && minDepth <= MAX_CHANNELS, "least number of channels", minDepth);
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

    @Override
    public Architecture architecture() {
      return new MobileNetV2();
    }

    @Override
    public ImageClasses image() {
      return new ImageClasses(inputHeight, inputWidth, classes);
    }

    @Override
    public Map<String, Object> settings() {
      return Map.of(
          "depth_multiplier", widthMultiplier,
          "tf_padding", padding == Padding.TENSORFLOW,
          "layer_norm_eps", batchNormalisationEpsilon,
          "finegrained_output", finegrainedOutput,
          "expand_ratio", expandRatio,
          "first_layer_is_expansion", firstLayerIsExpansion,
          "depth_divisible_by", depthDivisibleBy,
          "min_depth", minDepth);
    }

    @Override
    public Optional<Configuration> withClasses(int others) {
      return Optional.of(
          new Config(
              widthMultiplier,
              inputHeight,
              inputWidth,
              others,
              padding,
              batchNormalisationEpsilon,
              finegrainedOutput,
              expandRatio,
              firstLayerIsExpansion,
              depthDivisibleBy,
              minDepth));
    }

    @Override
    public Graph graph() {
      return network(this).graph();
    }

    @Override
    public Map<String, Object> facts() {
      Map<String, Object> facts = new LinkedHashMap<>();
      facts.put("padding", padding.name().toLowerCase(Locale.ROOT));
      facts.put("widthMultiplier", widthMultiplier);
      return facts;
    }

    @Override
    public List<TableRow> table() {
      return network(this).table();
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
