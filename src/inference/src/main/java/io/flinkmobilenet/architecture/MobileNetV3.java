package io.flinkmobilenet.architecture;

import io.flinkmobilenet.graph.Activation;
import io.flinkmobilenet.graph.Dense;
import io.flinkmobilenet.graph.GlobalPool;
import io.flinkmobilenet.graph.Graph;
import io.flinkmobilenet.graph.GraphBuilder;
import io.flinkmobilenet.graph.Reduction;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * MobileNetV3 as data, with parameters named as in torchvision. Each convolution is followed by
 * batch normalisation. SE is squeeze-and-excitation, whose gate is a hard sigmoid, RE is ReLU, HS
 * hard swish, s the stride. After the table come a 1×1 convolution to six times the channels, the
 * mean, a dense layer to 1280 (large) or 1024 (small), each with HS between them, and a dense layer
 * to the classes:
 *
 * <pre>
 * large, table 1                          small, table 2
 * input     kernel  exp  out SE NL s      input     kernel  exp  out SE NL s
 * 224×224×3   3×3         16    HS 2      224×224×3   3×3         16    HS 2
 * 112×112×16  3×3    16   16    RE 1      112×112×16  3×3    16   16 ×  RE 2
 * 112×112×16  3×3    64   24    RE 2      56×56×16    3×3    72   24    RE 2
 * 56×56×24    3×3    72   24    RE 1      28×28×24    3×3    88   24    RE 1
 * 56×56×24    5×5    72   40 ×  RE 2      28×28×24    5×5    96   40 ×  HS 2
 * 28×28×40    5×5   120   40 ×  RE 1      14×14×40    5×5   240   40 ×  HS 1
 * 28×28×40    5×5   120   40 ×  RE 1      14×14×40    5×5   240   40 ×  HS 1
 * 28×28×40    3×3   240   80    HS 2      14×14×40    5×5   120   48 ×  HS 1
 * 14×14×80    3×3   200   80    HS 1      14×14×48    5×5   144   48 ×  HS 1
 * 14×14×80    3×3   184   80    HS 1      14×14×48    5×5   288   96 ×  HS 2
 * 14×14×80    3×3   184   80    HS 1      7×7×96      5×5   576   96 ×  HS 1
 * 14×14×80    3×3   480  112 ×  HS 1      7×7×96      5×5   576   96 ×  HS 1
 * 14×14×112   3×3   672  112 ×  HS 1
 * 14×14×112   5×5   672  160 ×  HS 2
 * 7×7×160     5×5   960  160 ×  HS 1
 * 7×7×160     5×5   960  160 ×  HS 1
 * </pre>
 *
 * <p>As in torchvision, the squeeze has a quarter of the expanded channels, rounded to a multiple
 * of 8. This project defines the {@code config.json}: {@code variant} is {@code "large"} if absent,
 * or {@code "small"}, {@code depth_multiplier} scales the channels of every layer, and {@code
 * batch_norm_eps} is 0.001 if absent, as in torchvision; timm has 0.00001.
 *
 * @see <a href="https://arxiv.org/abs/1905.02244">Howard et al. 2019, Searching for MobileNetV3</a>
 * @see <a href="https://pytorch.org/vision/stable/models/mobilenetv3.html">torchvision's MobileNet
 *     V3</a>
 */
public final class MobileNetV3 implements Architecture {
  private static final int RGB = 3;
  private static final double MAX_WIDTH = 16;

  /** torchvision's. */
  private static final double EPSILON = 1e-3;

  /** Columns of the table. */
  public enum Variant {
    /** MobileNetV3-Large. */
    LARGE(
        1280,
        new Row(3, 16, 16, false, false, 1),
        new Row(3, 64, 24, false, false, 2),
        new Row(3, 72, 24, false, false, 1),
        new Row(5, 72, 40, true, false, 2),
        new Row(5, 120, 40, true, false, 1),
        new Row(5, 120, 40, true, false, 1),
        new Row(3, 240, 80, false, true, 2),
        new Row(3, 200, 80, false, true, 1),
        new Row(3, 184, 80, false, true, 1),
        new Row(3, 184, 80, false, true, 1),
        new Row(3, 480, 112, true, true, 1),
        new Row(3, 672, 112, true, true, 1),
        new Row(5, 672, 160, true, true, 2),
        new Row(5, 960, 160, true, true, 1),
        new Row(5, 960, 160, true, true, 1)),

    /** MobileNetV3-Small. */
    SMALL(
        1024,
        new Row(3, 16, 16, true, false, 2),
        new Row(3, 72, 24, false, false, 2),
        new Row(3, 88, 24, false, false, 1),
        new Row(5, 96, 40, true, true, 2),
        new Row(5, 240, 40, true, true, 1),
        new Row(5, 240, 40, true, true, 1),
        new Row(5, 120, 48, true, true, 1),
        new Row(5, 144, 48, true, true, 1),
        new Row(5, 288, 96, true, true, 2),
        new Row(5, 576, 96, true, true, 1),
        new Row(5, 576, 96, true, true, 1));

    private final int features;
    private final List<Row> rows;

    Variant(int features, Row... rows) {
      this.features = features;
      this.rows = List.of(rows);
    }

    /** Returns the number of blocks. */
    public int blocks() {
      return rows.size();
    }

    private String setting() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private record Row(
      int size, int expanded, int channels, boolean excited, boolean hard, int stride) {}

  @Override
  public String modelType() {
    return "mobilenet_v3";
  }

  @Override
  public Optional<Publication> publication() {
    return Optional.of(
        new Publication(
            "Howard et al. 2019",
            "https://arxiv.org/abs/1905.02244",
            "torchvision, timm",
            List.of(
                new PublishedNetwork(
                    "MobileNetV3 large", new Config(ImageClasses.IMAGENET, Variant.LARGE, 1)),
                new PublishedNetwork(
                    "MobileNetV3 small", new Config(ImageClasses.IMAGENET, Variant.SMALL, 1)))));
  }

  @Override
  public Config read(Settings settings, ImageClasses image) {
    String name = settings.text("variant", Variant.LARGE.setting());
    for (Variant variant : Variant.values()) {
      if (variant.setting().equals(name)) {
        return new Config(
            image,
            variant,
            settings.number("depth_multiplier", 1),
            settings.number("batch_norm_eps", EPSILON));
      }
    }
    throw new IllegalArgumentException("variant out of range: " + name);
  }

  /**
   * Settings of a MobileNetV3, with their names in {@code config.json} in brackets.
   *
   * @param image rows, columns and classes
   * @param variant large or small [variant]
   * @param widthMultiplier factor for the channels of every layer [depth_multiplier]
   * @param epsilon number added to the variances [batch_norm_eps]
   */
  public record Config(ImageClasses image, Variant variant, double widthMultiplier, double epsilon)
      implements Configuration {
    /** Creates the settings with torchvision's epsilon. */
    public Config(ImageClasses image, Variant variant, double widthMultiplier) {
      this(image, variant, widthMultiplier, EPSILON);
    }

    /** Checks the multiplier and the epsilon. */
    public Config {
      SettingCheck.require(epsilon >= 0 && epsilon < 1, "batch_norm_eps", epsilon);
      SettingCheck.require(
          widthMultiplier > 0 && widthMultiplier <= MAX_WIDTH, "depth_multiplier", widthMultiplier);
    }

    @Override
    public Architecture architecture() {
      return new MobileNetV3();
    }

    @Override
    public Map<String, Object> settings() {
      Map<String, Object> settings =
          new HashMap<>(Map.of("variant", variant.setting(), "depth_multiplier", widthMultiplier));
      // Models from before this setting keep their digest.
      if (epsilon != EPSILON) {
        settings.put("batch_norm_eps", epsilon);
      }
      return settings;
    }

    @Override
    public Optional<Configuration> withClasses(int classes) {
      ImageClasses other = image.withClasses(classes);
      return Optional.of(new Config(other, variant, widthMultiplier, epsilon));
    }

    @Override
    public Graph graph() {
      return new Builder(this).build();
    }

    private int channels(int atMultiplierOne) {
      return ChannelRounding.toMultipleOf8(atMultiplierOne * widthMultiplier);
    }
  }

  /** Builds the graph node by node. */
  private static final class Builder {
    private static final int STEM_CHANNELS = 16;
    private static final int SQUEEZE = 4;

    /** Channels of the last convolution per channel of the last block. */
    private static final int EXPANSION = 6;

    private static final Activation HARD_SWISH = Activation.of(Activation.Kind.HARD_SWISH);
    private static final Activation HARD_SIGMOID = Activation.hardSigmoid(1 / 6.0, 0.5);

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
      last = blocks.stem("features.0", config.channels(STEM_CHANNELS), HARD_SWISH, last);
      int layer = 1;
      for (Row row : config.variant().rows) {
        last = blocks.block("features." + layer++, block(row), last);
      }
      int head = EXPANSION * graph.shape(last).channels();
      last = blocks.point("features." + layer, head, HARD_SWISH, last);
      last = graph.add("mean", new GlobalPool(Reduction.AVERAGE), last);
      last = dense("classifier.0", config.channels(config.variant().features), last);
      int features = graph.add("features", HARD_SWISH, last);
      int logits = dense("classifier.3", image.classes(), features);
      return graph.output("features", features).output("logits", logits).build();
    }

    private int dense(String name, int outputs, int input) {
      return graph.add(name, Dense.of(name + ".weight", name + ".bias", outputs), input);
    }

    private InvertedResiduals.Block block(Row row) {
      int expanded = config.channels(row.expanded());
      int squeezed = ChannelRounding.toMultipleOf8(expanded / SQUEEZE);
      Optional<SqueezeAndExcitation> excitation =
          Optional.of(new SqueezeAndExcitation(squeezed, Activation.RELU, HARD_SIGMOID))
              .filter(it -> row.excited());
      Activation activation = row.hard() ? HARD_SWISH : Activation.RELU;
      int channels = config.channels(row.channels());
      return new InvertedResiduals.Block(
          expanded, row.size(), row.stride(), channels, activation, excitation);
    }
  }
}
