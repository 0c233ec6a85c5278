package io.flinkmobilenet.architecture;

import io.flinkmobilenet.graph.Activation;
import io.flinkmobilenet.graph.Arithmetic;
import io.flinkmobilenet.graph.BatchNormalisation;
import io.flinkmobilenet.graph.ChannelShuffle;
import io.flinkmobilenet.graph.Concatenation;
import io.flinkmobilenet.graph.Convolution;
import io.flinkmobilenet.graph.Dense;
import io.flinkmobilenet.graph.Epilogue;
import io.flinkmobilenet.graph.GlobalPool;
import io.flinkmobilenet.graph.Graph;
import io.flinkmobilenet.graph.GraphBuilder;
import io.flinkmobilenet.graph.Pool;
import io.flinkmobilenet.graph.Reduction;
import io.flinkmobilenet.graph.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * ShuffleNet (V1) as data, with parameters named as in the authors' implementation for PyTorch. A
 * unit is a grouped convolution 1×1 to a quarter of the channels, a shuffle of the groups, a
 * depthwise convolution 3×3 and a grouped convolution 1×1. The first unit of a stage halves the map
 * and puts its channels after those of a mean over 3×3; the others are added to their input.
 *
 * <pre>
 *                                      groups
 * layer          output at 224   units   1    2    3     4     8
 * conv1 3×3/2    112×112                24   24   24    24    24   channels
 * max pool 3×3/2 56×56                  24   24   24    24    24
 * stage 2        28×28           4     144  200  240   272   384
 * stage 3        14×14           8     288  400  480   544   768
 * stage 4        7×7             4     576  800  960  1088  1536
 * mean, dense    1000
 * </pre>
 *
 * <p>A width s× multiplies the channels. The first convolution 1×1 of all has one group. As in the
 * authors' implementation, the shuffle comes after the depthwise convolution instead of before it,
 * and of G groups of C / G channels, its output channel {@code g · C / G + i} is input channel
 * {@code i · G + g}. The last layer has no bias. This project defines the {@code config.json}:
 * {@code groups}, {@code stages_out_channels} and {@code stages_repeats}.
 *
 * @see <a href="https://arxiv.org/abs/1707.01083">Zhang et al. 2017, ShuffleNet, table 1</a>
 * @see <a href="https://github.com/megvii-model/ShuffleNet-Series">the authors' ShuffleNet
 *     Series</a>
 */
public final class ShuffleNet implements Architecture {
  private static final int RGB = 3;
  private static final int STAGES = 3;

  /** Channels of a unit per channel inside of it. */
  private static final int REDUCTION = 4;

  private static final int MAX_CHANNELS = 1 << 14;
  private static final int MAX_REPEATS = 1 << 8;
  private static final List<Integer> REPEATS = List.of(4, 8, 4);

  @Override
  public String modelType() {
    return "shufflenet";
  }

  @Override
  public Optional<Publication> publication() {
    List<PublishedNetwork> networks = new ArrayList<>();
    networks.add(published("1.0, 1 group", 1, 24, 144));
    networks.add(published("1.0, 2 groups", 2, 24, 200));
    networks.add(published("0.5, 3 groups", 3, 12, 120));
    networks.add(published("1.0, 3 groups", 3, 24, 240));
    networks.add(published("1.5, 3 groups", 3, 24, 360));
    networks.add(published("2.0, 3 groups", 3, 48, 480));
    networks.add(published("1.0, 4 groups", 4, 24, 272));
    networks.add(published("0.5, 8 groups", 8, 16, 192));
    networks.add(published("1.0, 8 groups", 8, 24, 384));
    networks.add(published("1.5, 8 groups", 8, 24, 576));
    networks.add(published("2.0, 8 groups", 8, 48, 768));
    return Optional.of(
        new Publication(
            "Zhang et al. 2017",
            "https://arxiv.org/abs/1707.01083",
            "the authors (3 and 8 groups)",
            networks));
  }

  private static PublishedNetwork published(String name, int groups, int first, int second) {
    List<Integer> channels = List.of(first, second, 2 * second, 4 * second);
    return new PublishedNetwork(
        "ShuffleNet " + name, new Config(ImageClasses.IMAGENET, groups, channels, REPEATS));
  }

  @Override
  public Config read(Settings settings, ImageClasses image) {
    return new Config(
        image,
        settings.integer("groups", 3),
        settings.integers("stages_out_channels", List.of(24, 240, 480, 960)),
        settings.integers("stages_repeats", REPEATS));
  }

  /**
   * Settings of a ShuffleNet, with the names of {@code config.json} in brackets.
   *
   * @param image rows, columns and classes
   * @param groups groups of the convolutions 1×1, which divide all channels of a unit [groups]
   * @param channels channels of the first convolution and of each stage [stages_out_channels]
   * @param repeats units of each stage [stages_repeats]
   */
  public record Config(
      ImageClasses image, int groups, List<Integer> channels, List<Integer> repeats)
      implements Configuration {
    /** Checks each setting. */
    public Config {
      channels = List.copyOf(channels);
      repeats = List.copyOf(repeats);
      SettingCheck.require(groups >= 1 && groups <= MAX_CHANNELS, "groups", groups);
      SettingCheck.require(channels.size() == STAGES + 1, "stages_out_channels", channels);
      SettingCheck.require(repeats.size() == STAGES, "stages_repeats", repeats);
      SettingCheck.requireEach(channels, MAX_CHANNELS, "stages_out_channels");
      for (int stage = 1; stage <= STAGES; stage++) {
        int count = channels.get(stage);
        int added = count - channels.get(stage - 1);
        SettingCheck.require(
            count % (REDUCTION * groups) == 0 && added >= 1 && added % groups == 0,
            "stages_out_channels of %d groups".formatted(groups),
            channels);
      }
      SettingCheck.requireEach(repeats, MAX_REPEATS, "stages_repeats");
    }

    @Override
    public Architecture architecture() {
      return new ShuffleNet();
    }

    @Override
    public Map<String, Object> settings() {
      return Map.of("groups", groups, "stages_out_channels", channels, "stages_repeats", repeats);
    }

    @Override
    public Optional<Configuration> withClasses(int classes) {
      ImageClasses other = image.withClasses(classes);
      return Optional.of(new Config(other, groups, channels, repeats));
    }

    @Override
    public Graph graph() {
      return new Builder(this).build();
    }
  }

  /** Builds the graph node by node. */
  private static final class Builder {
    private static final Window POINT = Window.of(1);
    private static final Window AROUND = Window.of(3).padding(1);

    private final GraphBuilder graph = new GraphBuilder();
    private final Config config;

    Builder(Config config) {
      this.config = config;
    }

    Graph build() {
      ImageClasses image = config.image();
      int last = graph.image(image.height(), image.width(), RGB);
      last =
          relu(
              "first_conv",
              convolution("first_conv.", 0, config.channels().get(0), AROUND.stride(2), 1, last));
      last = graph.add("maxpool", Pool.max(AROUND.stride(2)), last);
      int index = 0;
      for (int stage = 0; stage < STAGES; stage++) {
        for (int unit = 0; unit < config.repeats().get(stage); unit++) {
          String name = "features." + index;
          int channels = config.channels().get(stage + 1);
          last =
              unit == 0
                  ? stridingUnit(name, channels, stage == 0 ? 1 : config.groups(), last)
                  : unit(name, channels, last);
          index++;
        }
      }
      int features = graph.add("features", new GlobalPool(Reduction.AVERAGE), last);
      Dense head =
          new Dense("classifier.0.weight", Optional.empty(), image.classes(), Epilogue.NONE);
      int logits = graph.add("classifier", head, features);
      return graph.output("features", features).output("logits", logits).build();
    }

    /** A unit that halves the map: figure 2 (c). */
    private int stridingUnit(String name, int channels, int firstGroups, int input) {
      Pool mean = new Pool(Reduction.AVERAGE, AROUND.stride(2), false, true);
      int left = graph.add(name + ".branch_proj", mean, input);
      int outputs = channels - graph.shape(input).channels();
      int inside = channels / REDUCTION;
      int right = branch(name, inside, firstGroups, AROUND.stride(2), outputs, input);
      return graph.add(name, new Concatenation(), left, relu(name, right));
    }

    /** A unit that is added to its input: figure 2 (b). */
    private int unit(String name, int channels, int input) {
      int right = branch(name, channels / REDUCTION, config.groups(), AROUND, channels, input);
      int sum = graph.add(name, new Arithmetic(Arithmetic.Operation.ADD), right, input);
      return relu(name, sum);
    }

    private int branch(
        String name, int inside, int firstGroups, Window window, int outputs, int input) {
      String first = name + ".branch_main_1.";
      int last = relu(first + 0, convolution(first, 0, inside, POINT, firstGroups, input));
      last = convolution(first, 3, inside, window, inside, last);
      if (config.groups() > 1) {
        // The authors' shuffle puts channel i of group g where the paper's takes it from.
        last = graph.add(name + ".shuffle", new ChannelShuffle(inside / config.groups()), last);
      }
      return convolution(name + ".branch_main_2.", 0, outputs, POINT, config.groups(), last);
    }

    /** The normalisation has the index after that of the convolution. */
    private int convolution(
        String prefix, int index, int filters, Window window, int groups, int input) {
      BatchNormalisation norm = new BatchNormalisation(prefix + (index + 1), filters, 1e-5);
      Convolution convolution =
          Convolution.of(prefix + index + ".weight", filters, window)
              .groups(groups)
              .normalised(norm);
      return graph.add(prefix + index, convolution, input);
    }

    private int relu(String name, int input) {
      return graph.add(name + ".activation", Activation.RELU, input);
    }
  }
}
