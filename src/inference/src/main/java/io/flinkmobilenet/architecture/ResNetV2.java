package io.flinkmobilenet.architecture;

import io.flinkmobilenet.graph.Activation;
import io.flinkmobilenet.graph.Arithmetic;
import io.flinkmobilenet.graph.BatchNormalisation;
import io.flinkmobilenet.graph.Convolution;
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
 * ResNet V2 as data, with parameters named as in timm's {@code resnetv2_50}, of which {@code
 * timm/resnetv2_50.a1h_in1k} on Hugging Face is a checkpoint. In a block, normalisation and ReLU
 * come before each convolution, and nothing comes after the sum:
 *
 * <pre>
 * a = ReLU(norm1(x))
 * y = conv3(ReLU(norm3(conv2(ReLU(norm2(conv1(a)))))))    1×1, 3×3 with the stride, 1×1
 * x + y, in the first block of a stage downsample(a) + y  1×1 with the stride
 *
 * layer          output at 224   50    101   152
 * stem 7×7/2     112×112×64
 * max pool 3×3/2 56×56×64
 * stages.0       56×56×256       3     3     3     blocks
 * stages.1       28×28×512       4     4     8
 * stages.2       14×14×1024      6     23    36
 * stages.3       7×7×2048        3     3     3
 * norm, ReLU, mean, 1×1 convolution to the classes
 * </pre>
 *
 * <p>The paper has the stride in the first convolution of a block, timm in the second one. This
 * project defines the {@code config.json}: {@code embedding_size}, {@code hidden_sizes} and {@code
 * depths} as those of {@code resnet}.
 *
 * @see <a href="https://arxiv.org/abs/1603.05027">He et al. 2016, Identity Mappings in Deep
 *     Residual Networks</a>
 * @see <a
 *     href="https://github.com/huggingface/pytorch-image-models/blob/main/timm/models/resnetv2.py">timm's
 *     resnetv2.py</a>
 */
public final class ResNetV2 implements Architecture {
  private static final int RGB = 3;
  private static final int MAX_CHANNELS = 1 << 14;
  private static final int MAX_LAYERS = 1 << 8;
  private static final int MAX_STAGES = 8;
  private static final int STEM = 64;

  /** Timm makes the channels inside of a block, a quarter of its own, divisible by 8. */
  private static final int DIVISOR = 32;

  private static final List<Integer> CHANNELS = List.of(256, 512, 1024, 2048);

  @Override
  public String modelType() {
    return "resnet_v2";
  }

  @Override
  public Optional<Publication> publication() {
    return Optional.of(
        new Publication(
            "He et al. 2016",
            "https://arxiv.org/abs/1603.05027",
            "timm",
            List.of(
                new PublishedNetwork(
                    "ResNet V2-50", Config.of(ImageClasses.IMAGENET, List.of(3, 4, 6, 3))),
                new PublishedNetwork(
                    "ResNet V2-101", Config.of(ImageClasses.IMAGENET, List.of(3, 4, 23, 3))),
                new PublishedNetwork(
                    "ResNet V2-152", Config.of(ImageClasses.IMAGENET, List.of(3, 8, 36, 3))))));
  }

  @Override
  public Config read(Settings settings, ImageClasses image) {
    return new Config(
        image,
        settings.integer("embedding_size", STEM),
        settings.integers("hidden_sizes", CHANNELS),
        settings.integers("depths", List.of(3, 4, 6, 3)));
  }

  /**
   * Settings of a ResNet V2, with their names in {@code config.json} in brackets.
   *
   * @param image rows, columns and classes
   * @param embedding channels of the first convolution [embedding_size]
   * @param channels channels of each stage, multiples of 32 [hidden_sizes]
   * @param depths blocks of each stage [depths]
   */
  public record Config(
      ImageClasses image, int embedding, List<Integer> channels, List<Integer> depths)
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
      channels.forEach(
          count ->
              SettingCheck.require(
                  count >= DIVISOR && count % DIVISOR == 0 && count <= MAX_CHANNELS,
                  "hidden_sizes",
                  count));
      SettingCheck.requireEach(depths, MAX_LAYERS, "depths");
    }

    /** Returns a network with the paper's channels. */
    public static Config of(ImageClasses image, List<Integer> depths) {
      return new Config(image, STEM, CHANNELS, depths);
    }

    @Override
    public Architecture architecture() {
      return new ResNetV2();
    }

    @Override
    public Map<String, Object> settings() {
      return Map.of("embedding_size", embedding, "hidden_sizes", channels, "depths", depths);
    }

    @Override
    public Optional<Configuration> withClasses(int classes) {
      ImageClasses other = image.withClasses(classes);
      return Optional.of(new Config(other, embedding, channels, depths));
    }

    @Override
    public Graph graph() {
      return new Builder(this).build();
    }
  }

  /** Builds the graph node by node. */
  private static final class Builder {
    /** Channels of a block's output per channel inside of it. */
    private static final int REDUCTION = 4;

    private final GraphBuilder graph = new GraphBuilder();
    private final Config config;

    Builder(Config config) {
      this.config = config;
    }

    Graph build() {
      ImageClasses image = config.image();
      int last = graph.image(image.height(), image.width(), RGB);
      last = graph.add("stem.conv", layer("stem.conv", config.embedding(), 7, 2), last);
      last = graph.add("stem.pool", Pool.max(Window.of(3).stride(2).padding(1)), last);
      for (int stage = 0; stage < config.depths().size(); stage++) {
        for (int block = 0; block < config.depths().get(stage); block++) {
          String name = "stages.%d.blocks.%d.".formatted(stage, block);
          int stride = block == 0 && stage > 0 ? 2 : 1;
          last = block(name, config.channels().get(stage), stride, block == 0, last);
        }
      }
      last = activated("norm", last);
      int features = graph.add("features", new GlobalPool(Reduction.AVERAGE), last);
      Convolution head =
          Convolution.of("head.fc.weight", image.classes(), Window.of(1)).bias("head.fc.bias");
      int logits = graph.add("head.fc", head, features);
      return graph.output("features", features).output("logits", logits).build();
    }

    private int block(String name, int channels, int stride, boolean first, int input) {
      int before = activated(name + "norm1", input);
      int shortcut = input;
      if (first) {
        String around = name + "downsample.conv";
        shortcut = graph.add(around, layer(around, channels, 1, stride), before);
      }
      int middle = channels / REDUCTION;
      int last = convolution(name + "conv1", name + "norm2", middle, 1, 1, before);
      last = convolution(name + "conv2", name + "norm3", middle, 3, stride, last);
      last = graph.add(name + "conv3", layer(name + "conv3", channels, 1, 1), last);
      return graph.add(name + "sum", new Arithmetic(Arithmetic.Operation.ADD), last, shortcut);
    }

    private static Convolution layer(String name, int filters, int size, int stride) {
      Window window = Window.of(size).stride(stride).padding(size / 2);
      return Convolution.of(name + ".weight", filters, window);
    }

    /** Adds a convolution with the normalisation and ReLU of the next one. */
    private int convolution(
        String name, String norm, int filters, int size, int stride, int input) {
      Convolution layer =
          layer(name, filters, size, stride).normalised(normalisation(norm, filters));
      int sums = graph.add(name, layer, input);
      return graph.add(norm + ".activation", Activation.RELU, sums);
    }

    /** Adds normalisation and ReLU of a sum, which others read too. */
    private int activated(String norm, int input) {
      int normalised = graph.add(norm, normalisation(norm, graph.shape(input).channels()), input);
      return graph.add(norm + ".activation", Activation.RELU, normalised);
    }

    private static BatchNormalisation normalisation(String name, int channels) {
      return new BatchNormalisation(name, channels, 1e-5);
    }
  }
}
