package io.flinkmobilenet.architecture;

import io.flinkmobilenet.graph.Activation;
import io.flinkmobilenet.graph.BatchNormalisation;
import io.flinkmobilenet.graph.Convolution;
import io.flinkmobilenet.graph.Dense;
import io.flinkmobilenet.graph.GlobalPool;
import io.flinkmobilenet.graph.Graph;
import io.flinkmobilenet.graph.GraphBuilder;
import io.flinkmobilenet.graph.Reduction;
import io.flinkmobilenet.graph.Window;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * MobileNetV1 as data, with parameters named as in a Hugging Face checkpoint.
 *
 * @see <a href="https://arxiv.org/abs/1704.04861">Howard et al. 2017, MobileNets: Efficient
 *     Convolutional Neural Networks for Mobile Vision Applications</a>
 * @see <a
 *     href="https://huggingface.co/docs/transformers/model_doc/mobilenet_v1">MobileNetV1Config</a>
 */
public final class MobileNetV1 implements Architecture {
  private static final int RGB = 3;
  private static final int MAX_DEPTH = 1 << 14;

  @Override
  public String modelType() {
    return "mobilenet_v1";
  }

  @Override
  public Optional<Publication> publication() {
    return Optional.of(
        new Publication(
            "Howard et al. 2017",
            "https://arxiv.org/abs/1704.04861",
            "Hugging Face, Keras",
            List.of(
                new PublishedNetwork("MobileNetV1 1.0/224", published(1.0, 224)),
                new PublishedNetwork("MobileNetV1 1.0/192", published(1.0, 192)),
                new PublishedNetwork("MobileNetV1 1.0/160", published(1.0, 160)),
                new PublishedNetwork("MobileNetV1 1.0/128", published(1.0, 128)),
                new PublishedNetwork("MobileNetV1 0.75/224", published(0.75, 224)),
                new PublishedNetwork("MobileNetV1 0.5/224", published(0.5, 224)),
                new PublishedNetwork("MobileNetV1 0.25/224", published(0.25, 224)))));
  }

  private static Config published(double width, int edge) {
    return new Config(new ImageClasses(edge, edge, 1000), width, 8, true, 1e-3);
  }

  @Override
  public Config read(Settings settings, ImageClasses image) {
    settings.requireText("hidden_act", "relu6");
    settings.requireInteger("num_channels", RGB);
    return new Config(
        image,
        settings.number("depth_multiplier", 1),
        settings.integer("min_depth", 8),
        settings.truth("tf_padding", true),
        settings.number("layer_norm_eps", 1e-3));
  }

  /**
   * Settings of a MobileNetV1, with Hugging Face's names in brackets.
   *
   * @param image rows, columns and classes
   * @param widthMultiplier factor for the channels of every layer [depth_multiplier]
   * @param minDepth least number of channels [min_depth]
   * @param tensorflowPadding whether odd padding is larger at the bottom and on the right
   *     [tf_padding]
   * @param epsilon number added to the variances [layer_norm_eps]
   */
  public record Config(
      ImageClasses image,
      double widthMultiplier,
      int minDepth,
      boolean tensorflowPadding,
      double epsilon)
      implements Configuration {
    /** Checks each setting. */
    public Config {
      SettingCheck.require(
          widthMultiplier > 0 && widthMultiplier <= 16, "depth_multiplier", widthMultiplier);
      SettingCheck.require(minDepth >= 1 && minDepth <= MAX_DEPTH, "min_depth", minDepth);
      SettingCheck.require(epsilon >= 0 && epsilon < 1, "layer_norm_eps", epsilon);
    }

    @Override
    public Architecture architecture() {
      return new MobileNetV1();
    }

    @Override
    public Map<String, Object> settings() {
      return Map.of(
          "depth_multiplier", widthMultiplier,
          "min_depth", minDepth,
          "tf_padding", tensorflowPadding,
          "layer_norm_eps", epsilon);
    }

    @Override
    public Optional<Configuration> withClasses(int classes) {
      ImageClasses other = image.withClasses(classes);
      return Optional.of(new Config(other, widthMultiplier, minDepth, tensorflowPadding, epsilon));
    }

    @Override
    public Graph graph() {
      return new Builder(this).build();
    }
  }

  /** Builds the graph node by node. */
  private static final class Builder {
    private static final String PREFIX = "mobilenet_v1.";

    /** Channels of table 1 at multiplier 1, and strides of the depthwise convolutions. */
    private static final int[][] PAIRS = {
      {64, 1}, {128, 2}, {128, 1}, {256, 2}, {256, 1}, {512, 2}, {512, 1}, {512, 1}, {512, 1},
      {512, 1}, {512, 1}, {1024, 2}, {1024, 1}
    };

    private static final int STEM_CHANNELS = 32;

    private final GraphBuilder graph = new GraphBuilder();
    private final Config config;

    Builder(Config config) {
      this.config = config;
    }

    Graph build() {
      ImageClasses image = config.image();
      int last = graph.image(image.height(), image.width(), RGB);
      last = convolution("conv_stem", channels(STEM_CHANNELS), 3, 2, 1, last);
      int layer = 0;
      for (int[] pair : PAIRS) {
        int read = graph.shape(last).channels();
        last = convolution("layer." + layer++, read, 3, pair[1], read, last);
        last = convolution("layer." + layer++, channels(pair[0]), 1, 1, 1, last);
      }
      int features = graph.add("features", new GlobalPool(Reduction.AVERAGE), last);
      Dense dense = Dense.of("classifier.weight", "classifier.bias", image.classes());
      int logits = graph.add("classifier", dense, features);
      return graph.output("features", features).output("logits", logits).build();
    }

    private int channels(int atMultiplierOne) {
      return Math.max((int) (atMultiplierOne * config.widthMultiplier()), config.minDepth());
    }

    private int convolution(String layer, int filters, int size, int stride, int groups, int from) {
      String name = PREFIX + layer;
      Window plain = Window.of(size).stride(stride);
      Window window =
          config.tensorflowPadding()
              ? plain.samePadding(graph.shape(from))
              : plain.padding(size / 2);
      BatchNormalisation norm =
          new BatchNormalisation(name + ".normalization", filters, config.epsilon());
      Convolution convolution =
          Convolution.of(name + ".convolution.weight", filters, window)
              .groups(groups)
              .normalised(norm);
      return graph.add(name + ".activation", Activation.RELU6, graph.add(name, convolution, from));
    }
  }
}
