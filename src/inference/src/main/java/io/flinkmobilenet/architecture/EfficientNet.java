package io.flinkmobilenet.architecture;

import io.flinkmobilenet.graph.Activation;
import io.flinkmobilenet.graph.Dense;
import io.flinkmobilenet.graph.GlobalPool;
import io.flinkmobilenet.graph.Graph;
import io.flinkmobilenet.graph.GraphBuilder;
import io.flinkmobilenet.graph.Reduction;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * EfficientNet as data, with parameters named as in torchvision. Each convolution is followed by
 * batch normalisation and SiLU; MBConv is an inverted residual block whose channels
 * squeeze-and-excitation scales:
 *
 * <pre>
 * B0, table 1
 * input        operator      output  blocks
 * 224×224×3    3×3/2         32
 * 112×112×32   MBConv1, 3×3  16      1
 * 112×112×16   MBConv6, 3×3  24      2   stride 2 in the first block
 * 56×56×24     MBConv6, 5×5  40      2   stride 2
 * 28×28×40     MBConv6, 3×3  80      3   stride 2
 * 14×14×80     MBConv6, 5×5  112     3
 * 14×14×112    MBConv6, 5×5  192     4   stride 2
 * 7×7×192      MBConv6, 3×3  320     1
 * 7×7×320      1×1, mean     1280    1
 *
 *              B0   B1   B2   B3   B4   B5   B6   B7
 * width        1.0  1.0  1.1  1.2  1.4  1.6  1.8  2.0   factor for the channels
 * depth        1.0  1.1  1.2  1.4  1.8  2.2  2.6  3.1   factor for the blocks, rounded up
 * resolution   224  240  260  300  380  456  528  600
 * </pre>
 *
 * <p>The squeeze has a quarter of the channels that the block reads. Padding is symmetric, as in
 * torchvision, whose checkpoints have an epsilon of 0.001 from B5 on and of 0.00001 before, and
 * expect 288 pixels for B2. This project defines the {@code config.json}: {@code
 * width_coefficient}, {@code depth_coefficient} and {@code batch_norm_eps}.
 *
 * @see <a href="https://arxiv.org/abs/1905.11946">Tan and Le 2019, EfficientNet: Rethinking Model
 *     Scaling for Convolutional Neural Networks</a>
 * @see <a href="https://pytorch.org/vision/stable/models/efficientnet.html">torchvision's
 *     EfficientNet</a>
 */
public final class EfficientNet implements Architecture {
  private static final int RGB = 3;
  private static final double MAX_COEFFICIENT = 16;
  private static final double SMALL_EPSILON = 1e-5;

  /** Epsilon of TensorFlow's checkpoints, from which torchvision's largest ones come. */
  private static final double LARGE_EPSILON = 1e-3;

  @Override
  public String modelType() {
    return "efficientnet";
  }

  /** Returns the settings of B0 to B7, in this order. */
  public static List<Config> published() {
    return List.of(
        published(224, 1, 1, SMALL_EPSILON),
        published(240, 1, 1.1, SMALL_EPSILON),
        published(288, 1.1, 1.2, SMALL_EPSILON),
        published(300, 1.2, 1.4, SMALL_EPSILON),
        published(380, 1.4, 1.8, SMALL_EPSILON),
        published(456, 1.6, 2.2, LARGE_EPSILON),
        published(528, 1.8, 2.6, LARGE_EPSILON),
        published(600, 2, 3.1, LARGE_EPSILON));
  }

  private static Config published(int edge, double width, double depth, double epsilon) {
    return new Config(new ImageClasses(edge, edge, 1000), width, depth, epsilon);
  }

  @Override
  public Optional<Publication> publication() {
    List<Config> published = published();
    List<PublishedNetwork> networks =
        IntStream.range(0, published.size())
            .mapToObj(i -> new PublishedNetwork("EfficientNet-B" + i, published.get(i)))
            .toList();
    return Optional.of(
        new Publication(
            "Tan and Le 2019", "https://arxiv.org/abs/1905.11946", "torchvision, timm", networks));
  }

  @Override
  public Config read(Settings settings, ImageClasses image) {
    return new Config(
        image,
        settings.number("width_coefficient", 1),
        settings.number("depth_coefficient", 1),
        settings.number("batch_norm_eps", SMALL_EPSILON));
  }

  /**
   * Settings of an EfficientNet, with their names in {@code config.json} in brackets.
   *
   * @param image rows, columns and classes
   * @param width factor for the channels [width_coefficient]
   * @param depth factor for the numbers of blocks [depth_coefficient]
   * @param epsilon number added to the variances [batch_norm_eps]
   */
  public record Config(ImageClasses image, double width, double depth, double epsilon)
      implements Configuration {
    /** Checks each setting. */
    public Config {
      SettingCheck.require(width > 0 && width <= MAX_COEFFICIENT, "width_coefficient", width);
      SettingCheck.require(depth > 0 && depth <= MAX_COEFFICIENT, "depth_coefficient", depth);
      SettingCheck.require(epsilon >= 0 && epsilon < 1, "batch_norm_eps", epsilon);
    }

    @Override
    public Architecture architecture() {
      return new EfficientNet();
    }

    @Override
    public Map<String, Object> settings() {
      return Map.of(
          "width_coefficient", width, "depth_coefficient", depth, "batch_norm_eps", epsilon);
    }

    @Override
    public Optional<Configuration> withClasses(int classes) {
      ImageClasses other = image.withClasses(classes);
      return Optional.of(new Config(other, width, depth, epsilon));
    }

    @Override
    public Graph graph() {
      return new Builder(this).build();
    }

    private int channels(int ofB0) {
      return ChannelRounding.toMultipleOf8(ofB0 * width);
    }
  }

  private record Stage(int expansion, int size, int stride, int channels, int blocks) {}

  /** Builds the graph node by node. */
  private static final class Builder {
    private static final List<Stage> STAGES =
        List.of(
            new Stage(1, 3, 1, 16, 1),
            new Stage(6, 3, 2, 24, 2),
            new Stage(6, 5, 2, 40, 2),
            new Stage(6, 3, 2, 80, 3),
            new Stage(6, 5, 1, 112, 3),
            new Stage(6, 5, 2, 192, 4),
            new Stage(6, 3, 1, 320, 1));

    private static final int STEM_CHANNELS = 32;

    /** Channels that a block reads per channel of its squeeze. */
    private static final int SQUEEZE = 4;

    /** Channels of the last convolution per channel of the last block. */
    private static final int EXPANSION = 4;

    private static final Activation SILU = Activation.of(Activation.Kind.SILU);
    private static final Activation SIGMOID = Activation.of(Activation.Kind.SIGMOID);

    private final GraphBuilder graph = new GraphBuilder();
    private final InvertedResiduals blocks;
    private final Config config;

    Builder(Config config) {
      this.config = config;
      this.blocks = new InvertedResiduals(graph, config.epsilon());
    }

    Graph build() {
      ImageClasses image = config.image();
      int last = graph.image(image.height(), image.width(), RGB);
      last = blocks.stem("features.0", config.channels(STEM_CHANNELS), SILU, last);
      for (int stage = 0; stage < STAGES.size(); stage++) {
        last = stage("features." + (stage + 1), STAGES.get(stage), last);
      }
      int head = EXPANSION * graph.shape(last).channels();
      last = blocks.point("features." + (STAGES.size() + 1), head, SILU, last);
      int features = graph.add("features", new GlobalPool(Reduction.AVERAGE), last);
      Dense dense = Dense.of("classifier.1.weight", "classifier.1.bias", image.classes());
      int logits = graph.add("classifier.1", dense, features);
      return graph.output("features", features).output("logits", logits).build();
    }

    private int stage(String name, Stage stage, int input) {
      int last = input;
      int count = (int) Math.ceil(stage.blocks() * config.depth());
      for (int number = 0; number < count; number++) {
        int read = graph.shape(last).channels();
        int squeezed = Math.max(1, read / SQUEEZE);
        InvertedResiduals.Block block =
            new InvertedResiduals.Block(
                ChannelRounding.toMultipleOf8(read * stage.expansion()),
                stage.size(),
                number == 0 ? stage.stride() : 1,
                config.channels(stage.channels()),
                SILU,
                Optional.of(new SqueezeAndExcitation(squeezed, SILU, SIGMOID)));
        last = blocks.block(name + "." + number, block, last);
      }
      return last;
    }
  }
}
