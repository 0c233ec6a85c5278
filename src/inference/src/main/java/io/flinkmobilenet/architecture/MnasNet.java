package io.flinkmobilenet.architecture;

import io.flinkmobilenet.graph.Activation;
import io.flinkmobilenet.graph.Arithmetic;
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
 * MnasNet-B1, without squeeze-and-excitation, as data, with parameters named as in torchvision.
 * Each convolution is followed by batch normalisation, and, except the last one of a block, by
 * ReLU:
 *
 * <pre>
 * input        operator                 output  blocks
 * 224×224×3    3×3/2                    32
 * 112×112×32   depthwise 3×3, 1×1       16      1
 * 112×112×16   MBConv3, 3×3             24      3   stride 2 in the first block
 * 56×56×24     MBConv3, 5×5             40      3   stride 2
 * 28×28×40     MBConv6, 5×5             80      3   stride 2
 * 14×14×80     MBConv6, 3×3             96      2
 * 14×14×96     MBConv6, 5×5             192     4   stride 2
 * 7×7×192      MBConv6, 3×3             320     1
 * 7×7×320      1×1, mean, dense         1280
 * </pre>
 *
 * <p>This project defines the {@code config.json}: {@code depth_multiplier} scales the channels of
 * every layer except the last convolution.
 *
 * @see <a href="https://arxiv.org/abs/1807.11626">Tan et al. 2018, MnasNet: Platform-Aware Neural
 *     Architecture Search for Mobile</a>
 * @see <a href="https://pytorch.org/vision/stable/models/mnasnet.html">torchvision's MNASNet</a>
 */
public final class MnasNet implements Architecture {
  private static final int RGB = 3;
  private static final double MAX_WIDTH = 16;

  @Override
  public String modelType() {
    return "mnasnet";
  }

  @Override
  public Optional<Publication> publication() {
    return Optional.of(
        new Publication(
            "Tan et al. 2018",
            "https://arxiv.org/abs/1807.11626",
            "torchvision, timm",
            List.of(published(0.5), published(0.75), published(1), published(1.3))));
  }

  private static PublishedNetwork published(double width) {
    return new PublishedNetwork("MnasNet " + width, new Config(ImageClasses.IMAGENET, width));
  }

  @Override
  public Config read(Settings settings, ImageClasses image) {
    return new Config(image, settings.number("depth_multiplier", 1));
  }

  /**
   * Settings of a MnasNet, with their names in {@code config.json} in brackets.
   *
   * @param image rows, columns and classes
   * @param widthMultiplier factor for the channels [depth_multiplier]
   */
  public record Config(ImageClasses image, double widthMultiplier) implements Configuration {
    /** Checks the multiplier. */
    public Config {
      SettingCheck.require(
          widthMultiplier > 0 && widthMultiplier <= MAX_WIDTH, "depth_multiplier", widthMultiplier);
    }

    @Override
    public Architecture architecture() {
      return new MnasNet();
    }

    @Override
    public Map<String, Object> settings() {
      return Map.of("depth_multiplier", widthMultiplier);
    }

    @Override
    public Optional<Configuration> withClasses(int classes) {
      return Optional.of(new Config(image.withClasses(classes), widthMultiplier));
    }

    @Override
    public Graph graph() {
      return new Builder(this).build();
    }

    private int channels(int atMultiplierOne) {
      return ChannelRounding.toMultipleOf8(atMultiplierOne * widthMultiplier);
    }
  }

  private record Stack(int expansion, int size, int stride, int channels, int blocks) {}

  /** Builds the graph node by node. */
  private static final class Builder {
    private static final List<Stack> STACKS =
        List.of(
            new Stack(3, 3, 2, 24, 3),
            new Stack(3, 5, 2, 40, 3),
            new Stack(6, 5, 2, 80, 3),
            new Stack(6, 3, 1, 96, 2),
            new Stack(6, 5, 2, 192, 4),
            new Stack(6, 3, 1, 320, 1));

    private static final int STEM_CHANNELS = 32;
    private static final int FIRST_CHANNELS = 16;
    private static final int HEAD_CHANNELS = 1280;

    /** Index of the first stack in the sequence, after the layers before it. */
    private static final int FIRST_STACK = 8;

    private final GraphBuilder graph = new GraphBuilder();
    private final Config config;

    Builder(Config config) {
      this.config = config;
    }

    Graph build() {
      ImageClasses image = config.image();
      int last = graph.image(image.height(), image.width(), RGB);
      int stem = config.channels(STEM_CHANNELS);
      last = relu("layers.0", convolution("layers.", 0, stem, around(3, 2), 1, last));
      last = relu("layers.3", convolution("layers.", 3, stem, around(3, 1), stem, last));
      int first = config.channels(FIRST_CHANNELS);
      last = convolution("layers.", 6, first, Window.of(1), 1, last);
      int layer = FIRST_STACK;
      for (Stack stack : STACKS) {
        last = stack("layers." + layer++, stack, last);
      }
      last = convolution("layers.", layer, HEAD_CHANNELS, Window.of(1), 1, last);
      last = relu("layers." + layer, last);
      int features = graph.add("features", new GlobalPool(Reduction.AVERAGE), last);
      Dense dense = Dense.of("classifier.1.weight", "classifier.1.bias", image.classes());
      int logits = graph.add("classifier.1", dense, features);
      return graph.output("features", features).output("logits", logits).build();
    }

    private int stack(String name, Stack stack, int input) {
      int last = input;
      for (int block = 0; block < stack.blocks(); block++) {
        int stride = block == 0 ? stack.stride() : 1;
        last = block("%s.%d".formatted(name, block), stack, stride, last);
      }
      return last;
    }

    private int block(String name, Stack stack, int stride, int input) {
      int read = graph.shape(input).channels();
      int middle = stack.expansion() * read;
      int channels = config.channels(stack.channels());
      Window window = around(stack.size(), stride);
      String layers = name + ".layers.";
      int last = relu(layers + 0, convolution(layers, 0, middle, Window.of(1), 1, input));
      last = relu(layers + 3, convolution(layers, 3, middle, window, middle, last));
      last = convolution(layers, 6, channels, Window.of(1), 1, last);
      boolean adds = stride == 1 && channels == read;
      Arithmetic sum = new Arithmetic(Arithmetic.Operation.ADD);
      return adds ? graph.add(name + ".sum", sum, last, input) : last;
    }

    private static Window around(int size, int stride) {
      return Window.of(size).stride(stride).padding(size / 2);
    }

    /** The normalisation has the index after that of the convolution. */
    private int convolution(
        String sequence, int index, int filters, Window window, int groups, int input) {
      String name = sequence + index;
      Convolution convolution =
          Convolution.of(name + ".weight", filters, window)
              .groups(groups)
              .normalised(new BatchNormalisation(sequence + (index + 1), filters, 1e-5));
      return graph.add(name, convolution, input);
    }

    private int relu(String name, int input) {
      return graph.add(name + ".activation", Activation.RELU, input);
    }
  }
}
