package io.flinkmobilenet.architecture;

import io.flinkmobilenet.graph.Activation;
import io.flinkmobilenet.graph.BatchNormalisation;
import io.flinkmobilenet.graph.Concatenation;
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
 * DenseNet-BC as data, with parameters named as in torchvision. A layer of a dense block reads the
 * channels of all layers before it and adds k channels, the growth rate:
 *
 * <pre>
 * y = conv2(ReLU(norm2(conv1(ReLU(norm1(x))))))    1×1 to 4k channels, 3×3 to k channels
 * x, y side by side                                the input of the next layer
 *
 * layer            output at 224   121   169   201   161   layers
 * conv0 7×7/2      112×112                                 64 channels, of 161 96
 * max pool 3×3/2   56×56
 * dense block 1    56×56           6     6     6     6
 * transition 1     28×28                                   1×1 to half of the channels, mean 2×2/2
 * dense block 2    28×28           12    12    12    12
 * transition 2     14×14
 * dense block 3    14×14           24    32    48    36
 * transition 3     7×7
 * dense block 4    7×7             16    32    32    24
 * norm, ReLU, mean, dense
 * k                                32    32    32    48
 * </pre>
 *
 * <p>A transition, too, starts with normalisation and ReLU. This project defines the {@code
 * config.json}: {@code growth_rate}, {@code depths}, {@code embedding_size} (channels of conv0) and
 * {@code bottleneck_factor} (the 4 above).
 *
 * @see <a href="https://arxiv.org/abs/1608.06993">Huang et al. 2016, Densely Connected
 *     Convolutional Networks, table 1</a>
 * @see <a href="https://pytorch.org/vision/stable/models/densenet.html">torchvision's DenseNet</a>
 */
public final class DenseNet implements Architecture {
  private static final int RGB = 3;
  private static final int MAX_CHANNELS = 1 << 14;
  private static final int MAX_GROWTH = 1 << 10;
  private static final int MAX_FACTOR = 64;
  private static final int MAX_BLOCKS = 8;
  private static final int MAX_LAYERS = 1 << 8;
  private static final int GROWTH = 32;
  private static final int STEM = 64;
  private static final int FACTOR = 4;

  @Override
  public String modelType() {
    return "densenet";
  }

  @Override
  public Optional<Publication> publication() {
    return Optional.of(
        new Publication(
            "Huang et al. 2016",
            "https://arxiv.org/abs/1608.06993",
            "torchvision, timm",
            List.of(
                published("DenseNet-121", GROWTH, STEM, 6, 12, 24, 16),
                published("DenseNet-169", GROWTH, STEM, 6, 12, 32, 32),
                published("DenseNet-201", GROWTH, STEM, 6, 12, 48, 32),
                published("DenseNet-161", 48, 96, 6, 12, 36, 24))));
  }

  private static PublishedNetwork published(
      String name, int growth, int embedding, Integer... depths) {
    return new PublishedNetwork(
        name, new Config(ImageClasses.IMAGENET, growth, List.of(depths), embedding, FACTOR));
  }

  @Override
  public Config read(Settings settings, ImageClasses image) {
    return new Config(
        image,
        settings.integer("growth_rate", GROWTH),
        settings.integers("depths", List.of(6, 12, 24, 16)),
        settings.integer("embedding_size", STEM),
        settings.integer("bottleneck_factor", FACTOR));
  }

  /**
   * Settings of a DenseNet, with their names in {@code config.json} in brackets.
   *
   * @param image rows, columns and classes
   * @param growth channels that a layer adds [growth_rate]
   * @param depths layers of each dense block [depths]
   * @param embedding channels of the first convolution [embedding_size]
   * @param factor channels of a layer's 1×1 convolution per channel that it adds
   *     [bottleneck_factor]
   */
  public record Config(
      ImageClasses image, int growth, List<Integer> depths, int embedding, int factor)
      implements Configuration {
    /** Checks each setting. */
    public Config {
      depths = List.copyOf(depths);
      SettingCheck.require(growth >= 1 && growth <= MAX_GROWTH, "growth_rate", growth);
      SettingCheck.require(!depths.isEmpty() && depths.size() <= MAX_BLOCKS, "depths", depths);
      SettingCheck.requireEach(depths, MAX_LAYERS, "depths");
      // A transition halves the channels, of which there have to be two.
      SettingCheck.require(
          embedding >= 2 && embedding <= MAX_CHANNELS, "embedding_size", embedding);
      SettingCheck.require(factor >= 1 && factor <= MAX_FACTOR, "bottleneck_factor", factor);
    }

    @Override
    public Architecture architecture() {
      return new DenseNet();
    }

    @Override
    public Map<String, Object> settings() {
      return Map.of(
          "growth_rate", growth,
          "depths", depths,
          "embedding_size", embedding,
          "bottleneck_factor", factor);
    }

    @Override
    public Optional<Configuration> withClasses(int classes) {
      ImageClasses other = image.withClasses(classes);
      return Optional.of(new Config(other, growth, depths, embedding, factor));
    }

    @Override
    public Graph graph() {
      return new Builder(this).build();
    }
  }

  /** Builds the graph node by node. */
  private static final class Builder {
    private final GraphBuilder graph = new GraphBuilder();
    private final Config config;

    Builder(Config config) {
      this.config = config;
    }

    Graph build() {
      ImageClasses image = config.image();
      int last = graph.image(image.height(), image.width(), RGB);
      Window large = Window.of(7).stride(2).padding(3);
      last = normalised("features.conv0", "features.norm0", config.embedding(), large, last);
      last = graph.add("features.pool0", Pool.max(Window.of(3).stride(2).padding(1)), last);
      for (int block = 1; block <= config.depths().size(); block++) {
        for (int layer = 1; layer <= config.depths().get(block - 1); layer++) {
          last = layer("features.denseblock%d.denselayer%d".formatted(block, layer), last);
        }
        if (block < config.depths().size()) {
          last = transition("features.transition" + block, last);
        }
      }
      last = activated("features.norm5", last);
      int features = graph.add("features", new GlobalPool(Reduction.AVERAGE), last);
      Dense dense = Dense.of("classifier.weight", "classifier.bias", image.classes());
      int logits = graph.add("classifier", dense, features);
      return graph.output("features", features).output("logits", logits).build();
    }

    private int layer(String name, int input) {
      int middle = config.factor() * config.growth();
      int last = activated(name + ".norm1", input);
      last = normalised(name + ".conv1", name + ".norm2", middle, Window.of(1), last);
      Window around = Window.of(3).padding(1);
      last = convolution(name + ".conv2", config.growth(), around, last);
      return graph.add(name, new Concatenation(), input, last);
    }

    private int transition(String name, int input) {
      int last = activated(name + ".norm", input);
      int half = graph.shape(input).channels() / 2;
      last = convolution(name + ".conv", half, Window.of(1), last);
      Pool mean = new Pool(Reduction.AVERAGE, Window.of(2).stride(2), false, false);
      return graph.add(name + ".pool", mean, last);
    }

    private int convolution(String name, int filters, Window window, int input) {
      return graph.add(name, Convolution.of(name + ".weight", filters, window), input);
    }

    /** Adds a convolution, normalisation of its sums, and ReLU. */
    private int normalised(String name, String norm, int filters, Window window, int input) {
      Convolution convolution =
          Convolution.of(name + ".weight", filters, window).normalised(norm(norm, filters));
      return graph.add(norm + ".activation", Activation.RELU, graph.add(name, convolution, input));
    }

    /** Adds normalisation and ReLU of a map, which later layers read too. */
    private int activated(String norm, int input) {
      int normalised = graph.add(norm, norm(norm, graph.shape(input).channels()), input);
      return graph.add(norm + ".activation", Activation.RELU, normalised);
    }

    private static BatchNormalisation norm(String name, int channels) {
      return new BatchNormalisation(name, channels, 1e-5);
    }
  }
}
