package io.flinkmobilenet.architecture;

import io.flinkmobilenet.graph.Activation;
import io.flinkmobilenet.graph.BatchNormalisation;
import io.flinkmobilenet.graph.ChannelShuffle;
import io.flinkmobilenet.graph.ChannelSlice;
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
 * ShuffleNetV2 as data, with parameters named as in torchvision, whose {@code config.json} this
 * project defines.
 *
 * @see <a href="https://arxiv.org/abs/1807.11164">Ma et al. 2018, ShuffleNet V2, table 5</a>
 * @see <a href="https://pytorch.org/vision/stable/models/shufflenetv2.html">torchvision's
 *     ShuffleNet V2</a>
 */
public final class ShuffleNetV2 implements Architecture {
  private static final int RGB = 3;
  private static final int STAGES = 3;
  private static final int MAX_CHANNELS = 1 << 14;
  private static final int MAX_REPEATS = 1 << 8;

  @Override
  public String modelType() {
    return "shufflenet_v2";
  }

  @Override
  public Optional<Publication> publication() {
    return Optional.of(
        new Publication(
            "Ma et al. 2018",
            "https://arxiv.org/abs/1807.11164",
            "torchvision",
            List.of(
                new PublishedNetwork("ShuffleNetV2 0.5", published(24, 48, 96, 192, 1024)),
                new PublishedNetwork("ShuffleNetV2 1.0", published(24, 116, 232, 464, 1024)),
                new PublishedNetwork("ShuffleNetV2 1.5", published(24, 176, 352, 704, 1024)),
                new PublishedNetwork("ShuffleNetV2 2.0", published(24, 244, 488, 976, 2048)))));
  }

  private static Config published(Integer... channels) {
    return new Config(ImageClasses.IMAGENET, List.of(channels), List.of(4, 8, 4), true);
  }

  @Override
  public Config read(Settings settings, ImageClasses image) {
    return new Config(
        image,
        settings.integers("stages_out_channels", List.of(24, 116, 232, 464, 1024)),
        settings.integers("stages_repeats", List.of(4, 8, 4)),
        settings.truth("downsample_in_stem", true));
  }

  /**
   * Settings of a ShuffleNetV2, with the names of {@code config.json} in brackets.
   *
   * @param image rows, columns and classes
   * @param channels channels of the first convolution, of each stage, and of the last convolution
   *     [stages_out_channels]
   * @param repeats units of each stage [stages_repeats]
   * @param stemStrides whether the first convolution and a pool after it halve the map, which they
   *     do not in networks for small images [downsample_in_stem]
   */
  public record Config(
      ImageClasses image, List<Integer> channels, List<Integer> repeats, boolean stemStrides)
      implements Configuration {
    /** Checks each setting. */
    public Config {
      channels = List.copyOf(channels);
      repeats = List.copyOf(repeats);
      SettingCheck.require(channels.size() == STAGES + 2, "stages_out_channels", channels);
      SettingCheck.require(repeats.size() == STAGES, "stages_repeats", repeats);
      SettingCheck.requireEach(channels, MAX_CHANNELS, "stages_out_channels");
      for (int stage = 1; stage <= STAGES; stage++) {
        SettingCheck.require(
            channels.get(stage) % 2 == 0, "stages_out_channels", channels.get(stage));
      }
      SettingCheck.requireEach(repeats, MAX_REPEATS, "stages_repeats");
    }

    @Override
    public Architecture architecture() {
      return new ShuffleNetV2();
    }

    @Override
    public Map<String, Object> settings() {
      return Map.of(
          "stages_out_channels", channels,
          "stages_repeats", repeats,
          "downsample_in_stem", stemStrides);
    }

    @Override
    public Optional<Configuration> withClasses(int classes) {
      ImageClasses other = image.withClasses(classes);
      return Optional.of(new Config(other, channels, repeats, stemStrides));
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
      int stride = config.stemStrides() ? 2 : 1;
      last = relu("conv1", convolution("conv1.", 0, config.channels().get(0), 3, stride, 1, last));
      if (config.stemStrides()) {
        last = graph.add("maxpool", Pool.max(Window.of(3).stride(2).padding(1)), last);
      }
      for (int stage = 0; stage < STAGES; stage++) {
        int half = config.channels().get(stage + 1) / 2;
        for (int unit = 0; unit < config.repeats().get(stage); unit++) {
          String name = "stage%d.%d".formatted(stage + 2, unit);
          last = unit == 0 ? stridingUnit(name, half, last) : unit(name, half, last);
        }
      }
      last = relu("conv5", convolution("conv5.", 0, config.channels().get(STAGES + 1), 1, last));
      int features = graph.add("features", new GlobalPool(Reduction.AVERAGE), last);
      int logits = graph.add("fc", Dense.of("fc.weight", "fc.bias", image.classes()), features);
      return graph.output("features", features).output("logits", logits).build();
    }

    /** A unit that halves the map: figure 3 (d). */
    private int stridingUnit(String name, int half, int input) {
      String branch = name + ".branch1.";
      int read = graph.shape(input).channels();
      int left = convolution(branch, 0, read, 3, 2, read, input);
      left = relu(branch + 2, convolution(branch, 2, half, 1, left));
      return shuffled(name, left, branch(name, half, 2, input));
    }

    /** A unit that leaves half of the channels as they are: figure 3 (c). */
    private int unit(String name, int half, int input) {
      int left = graph.add(name + ".left", new ChannelSlice(0, half), input);
      int right = graph.add(name + ".right", new ChannelSlice(half, 2 * half), input);
      return shuffled(name, left, branch(name, half, 1, right));
    }

    private int branch(String name, int half, int stride, int input) {
      String branch = name + ".branch2.";
      int last = relu(branch + 0, convolution(branch, 0, half, 1, input));
      last = convolution(branch, 3, half, 3, stride, half, last);
      return relu(branch + 5, convolution(branch, 5, half, 1, last));
    }

    private int shuffled(String name, int left, int right) {
      int both = graph.add(name + ".concatenation", new Concatenation(), left, right);
      return graph.add(name, new ChannelShuffle(2), both);
    }

    private int convolution(String branch, int index, int filters, int size, int input) {
      return convolution(branch, index, filters, size, 1, 1, input);
    }

    /** The normalisation has the index after that of the convolution. */
    private int convolution(
        String branch, int index, int filters, int size, int stride, int groups, int input) {
      Window window = Window.of(size).stride(stride).padding(size / 2);
      BatchNormalisation norm = new BatchNormalisation(branch + (index + 1), filters, 1e-5);
      String name = branch + index;
      return graph.add(
          name,
          Convolution.of(name + ".weight", filters, window).groups(groups).normalised(norm),
          input);
    }

    private int relu(String name, int input) {
      return graph.add(name + ".activation", Activation.RELU, input);
    }
  }
}
