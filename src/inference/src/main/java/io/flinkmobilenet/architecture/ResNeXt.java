package io.flinkmobilenet.architecture;

import io.flinkmobilenet.graph.Activation;
import io.flinkmobilenet.graph.Arithmetic;
import io.flinkmobilenet.graph.BatchNormalisation;
import io.flinkmobilenet.graph.Convolution;
import io.flinkmobilenet.graph.Dense;
import io.flinkmobilenet.graph.GlobalPool;
import io.flinkmobilenet.graph.Graph;
import io.flinkmobilenet.graph.GraphBuilder;
import io.flinkmobilenet.graph.Pool;
import io.flinkmobilenet.graph.Reduction;
import io.flinkmobilenet.graph.Window;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * ResNeXt, wide ResNet and SE-ResNet as data, with parameters named as in torchvision and timm.
 * They are ResNets of bottlenecks whose 3×3 convolution has groups or more channels, or whose
 * output squeeze-and-excitation scales:
 *
 * <pre>
 * layer                 ResNeXt-50 32×4d       wide ResNet-50-2   SE-ResNet-50
 * conv1 7×7/2           112×112×64
 * max pool 3×3/2        56×56×64
 * layer1, 56×56×256     1×1  128               1×1 128            1×1 64
 *                       3×3  128, 32 groups    3×3 128            3×3 64
 *                       1×1  256         × 3   1×1 256      × 3   1×1 256, fc 16, 256    × 3
 * layer2, 28×28×512     256, 512         × 4   256, 512     × 4   128, 512, fc 32, 512   × 4
 * layer3, 14×14×1024    512, 1024        × 6   512, 1024    × 6   256, 1024, fc 64, 1024 × 6
 * layer4, 7×7×2048      1024, 2048       × 3   1024, 2048   × 3   512, 2048, fc 128, 2048 × 3
 * mean, dense           1000
 * </pre>
 *
 * <p>The 3×3 convolution of a stage with C output channels has {@code groups} groups, each of
 * {@code width_per_group} · C / 256 channels. The squeeze has C / 16 channels, rounded to a
 * multiple of 8. The stride of a bottleneck is in its 3×3 convolution. This project defines the
 * {@code config.json}: {@code embedding_size}, {@code hidden_sizes} and {@code depths} are those of
 * {@code resnet}; {@code groups} is 32 and {@code width_per_group} 4 if absent; {@code
 * squeeze_and_excitation} is {@code false} if absent.
 *
 * @see <a href="https://arxiv.org/abs/1611.05431">Xie et al. 2016, Aggregated Residual
 *     Transformations for Deep Neural Networks, table 1</a>
 * @see <a href="https://arxiv.org/abs/1605.07146">Zagoruyko and Komodakis 2016, Wide Residual
 *     Networks</a>
 * @see <a href="https://arxiv.org/abs/1709.01507">Hu et al. 2017, Squeeze-and-Excitation Networks,
 *     table 1</a>
 * @see <a href="https://pytorch.org/vision/stable/models/resnext.html">torchvision's ResNeXt</a>
 */
public final class ResNeXt implements Architecture {
  private static final int RGB = 3;
  private static final int MAX_CHANNELS = 1 << 14;
  private static final int MAX_LAYERS = 1 << 8;
  private static final int MAX_STAGES = 8;
  private static final int STEM = 64;
  private static final int GROUPS = 32;
  private static final int WIDTH = 4;
  private static final List<Integer> CHANNELS = List.of(256, 512, 1024, 2048);
  private static final List<Integer> DEPTHS = List.of(3, 4, 6, 3);
  private static final List<Integer> DEEP = List.of(3, 4, 23, 3);

  /** Channels of a bottleneck's output per channel of a ResNet's middle, of one group and width. */
  private static final int REDUCTION = 4;

  /** Width of a ResNet's only group. */
  private static final int FULL_WIDTH = 64;

  @Override
  public String modelType() {
    return "resnext";
  }

  @Override
  public Optional<Publication> publication() {
    return Optional.of(
        new Publication(
            "Xie et al. 2016 (wide: Zagoruyko and Komodakis 2016, arXiv 1605.07146;"
                + " SE: Hu et al. 2017, arXiv 1709.01507)",
            "https://arxiv.org/abs/1611.05431",
            "torchvision, timm",
            List.of(
                new PublishedNetwork("ResNeXt-50 32×4d", of(DEPTHS, GROUPS, WIDTH, false)),
                new PublishedNetwork("ResNeXt-101 32×8d", of(DEEP, GROUPS, 2 * WIDTH, false)),
                new PublishedNetwork("Wide ResNet-50-2", of(DEPTHS, 1, 2 * FULL_WIDTH, false)),
                new PublishedNetwork("Wide ResNet-101-2", of(DEEP, 1, 2 * FULL_WIDTH, false)),
                new PublishedNetwork("SE-ResNet-50", of(DEPTHS, 1, FULL_WIDTH, true)),
                new PublishedNetwork("SE-ResNeXt-50 32×4d", of(DEPTHS, GROUPS, WIDTH, true)))));
  }

  private static Config of(List<Integer> depths, int groups, int width, boolean excited) {
    return new Config(ImageClasses.IMAGENET, STEM, CHANNELS, depths, groups, width, excited);
  }

  @Override
  public Config read(Settings settings, ImageClasses image) {
    return new Config(
        image,
        settings.integer("embedding_size", STEM),
        settings.integers("hidden_sizes", CHANNELS),
        settings.integers("depths", DEPTHS),
        settings.integer("groups", GROUPS),
        settings.integer("width_per_group", WIDTH),
        settings.truth("squeeze_and_excitation", false));
  }

  /**
   * Settings of a ResNeXt, with their names in {@code config.json} in brackets.
   *
   * @param image rows, columns and classes
   * @param embedding channels of the first convolution [embedding_size]
   * @param channels channels of each stage [hidden_sizes]
   * @param depths layers of each stage [depths]
   * @param groups groups of the 3×3 convolutions [groups]
   * @param width channels of each group in a stage of 256 channels [width_per_group]
   * @param excited whether squeeze-and-excitation scales the output of each layer
   *     [squeeze_and_excitation]
   */
  public record Config(
      ImageClasses image,
      int embedding,
      List<Integer> channels,
      List<Integer> depths,
      int groups,
      int width,
      boolean excited)
      implements Configuration {
    /** Checks each setting. */
    public Config {
      channels = List.copyOf(channels);
      depths = List.copyOf(depths);
      SettingCheck.require(
          embedding >= 1 && embedding <= MAX_CHANNELS, "embedding_size", embedding);
      boolean paired = !channels.isEmpty() && channels.size() == depths.size();
      SettingCheck.require(
          paired && channels.size() <= MAX_STAGES,
          "hidden_sizes and depths",
          channels + ", " + depths);
      SettingCheck.requireEach(depths, MAX_LAYERS, "depths");
      SettingCheck.require(groups >= 1 && groups <= MAX_CHANNELS, "groups", groups);
      SettingCheck.require(width >= 1 && width <= MAX_CHANNELS, "width_per_group", width);
      for (int count : channels) {
        SettingCheck.require(count >= REDUCTION && count <= MAX_CHANNELS, "hidden_sizes", count);
        long middle = (long) groupWidth(count, width) * groups;
        SettingCheck.require(
            middle >= 1 && middle <= MAX_CHANNELS, "channels of groups × width_per_group", middle);
      }
    }

    @Override
    public Architecture architecture() {
      return new ResNeXt();
    }

    @Override
    public Map<String, Object> settings() {
      return Map.of(
          "embedding_size", embedding,
          "hidden_sizes", channels,
          "depths", depths,
          "groups", groups,
          "width_per_group", width,
          "squeeze_and_excitation", excited);
    }

    @Override
    public Optional<Configuration> withClasses(int classes) {
      ImageClasses other = image.withClasses(classes);
      return Optional.of(new Config(other, embedding, channels, depths, groups, width, excited));
    }

    @Override
    public Graph graph() {
      return new Builder(this).build();
    }

    private static int groupWidth(int channels, int width) {
      return channels / REDUCTION * width / FULL_WIDTH;
    }
  }

  /** Builds the graph node by node. */
  private static final class Builder {
    /** Channels of a layer's output per channel of its squeeze, which is a multiple of 8. */
    private static final int SQUEEZE = 16;

    private static final int DIVISOR = 8;
    private static final Activation SIGMOID = Activation.of(Activation.Kind.SIGMOID);

    private final GraphBuilder graph = new GraphBuilder();
    private final Config config;

    Builder(Config config) {
      this.config = config;
    }

    Graph build() {
      ImageClasses image = config.image();
      int last = graph.image(image.height(), image.width(), RGB);
      last = relu("conv1", convolution("conv1", "bn1", config.embedding(), 7, 2, 1, last));
      last = graph.add("maxpool", Pool.max(Window.of(3).stride(2).padding(1)), last);
      for (int stage = 0; stage < config.depths().size(); stage++) {
        for (int layer = 0; layer < config.depths().get(stage); layer++) {
          int stride = layer == 0 && stage > 0 ? 2 : 1;
          String name = "layer%d.%d".formatted(stage + 1, layer);
          last = layer(name, config.channels().get(stage), stride, last);
        }
      }
      int features = graph.add("features", new GlobalPool(Reduction.AVERAGE), last);
      int logits = graph.add("fc", Dense.of("fc.weight", "fc.bias", image.classes()), features);
      return graph.output("features", features).output("logits", logits).build();
    }

    private int layer(String name, int channels, int stride, int input) {
      boolean same = stride == 1 && graph.shape(input).channels() == channels;
      String around = name + ".downsample.";
      int shortcut =
          same ? input : convolution(around + 0, around + 1, channels, 1, stride, 1, input);
      int groups = config.groups();
      int middle = Config.groupWidth(channels, config.width()) * groups;
      int last = numbered(name, 1, middle, 1, 1, 1, input);
      last = numbered(name, 2, middle, 3, stride, groups, relu(name + ".conv1", last));
      last = numbered(name, 3, channels, 1, 1, 1, relu(name + ".conv2", last));
      if (config.excited()) {
        int squeezed = (channels + SQUEEZE * DIVISOR / 2) / (SQUEEZE * DIVISOR) * DIVISOR;
        last =
            new SqueezeAndExcitation(Math.max(DIVISOR, squeezed), Activation.RELU, SIGMOID)
                .add(graph, name + ".se", last);
      }
      Arithmetic sum = new Arithmetic(Arithmetic.Operation.ADD);
      return relu(name, graph.add(name + ".sum", sum, last, shortcut));
    }

    private int numbered(
        String layer, int number, int filters, int size, int stride, int groups, int input) {
      String name = layer + ".conv" + number;
      return convolution(name, layer + ".bn" + number, filters, size, stride, groups, input);
    }

    private int convolution(
        String name, String norm, int filters, int size, int stride, int groups, int input) {
      Window window = Window.of(size).stride(stride).padding(size / 2);
      Convolution convolution =
          Convolution.of(name + ".weight", filters, window)
              .groups(groups)
              .normalised(new BatchNormalisation(norm, filters, 1e-5));
      return graph.add(name, convolution, input);
    }

    private int relu(String name, int input) {
      return graph.add(name + ".activation", Activation.RELU, input);
    }
  }
}
