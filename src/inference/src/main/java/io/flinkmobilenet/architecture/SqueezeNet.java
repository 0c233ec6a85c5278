package io.flinkmobilenet.architecture;

import io.flinkmobilenet.graph.Activation;
import io.flinkmobilenet.graph.Arithmetic;
import io.flinkmobilenet.graph.Concatenation;
import io.flinkmobilenet.graph.Convolution;
import io.flinkmobilenet.graph.GlobalPool;
import io.flinkmobilenet.graph.Graph;
import io.flinkmobilenet.graph.GraphBuilder;
import io.flinkmobilenet.graph.Pool;
import io.flinkmobilenet.graph.Reduction;
import io.flinkmobilenet.graph.Window;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * SqueezeNet as data, with parameters named as in torchvision. Version 1.0 is that of table 1 of
 * the paper; 1.1, which its authors published later, has 2.3 times fewer multiply-adds. A fire
 * module of s and e squeezes its input to s channels with a 1×1 convolution and expands that to e
 * channels with a 1×1 convolution and to e more with a 3×3 one:
 *
 * <pre>
 * layer         1.0                          1.1
 * features.0    7×7, stride 2, 96 filters    3×3, stride 2, 64 filters
 * pools after   features.0, fire4, fire8     features.0, fire3, fire5      3×3, stride 2
 * fire2, fire3  16 and 64
 * fire4, fire5  32 and 128
 * fire6, fire7  48 and 192
 * fire8, fire9  64 and 256
 * classifier.1  1×1, 1000 filters; ReLU; mean over all pixels
 * </pre>
 *
 * <p>This project defines the {@code config.json}: {@code version} is "1.1" if absent; {@code
 * bypass} is "none" if absent, "simple" for sums of fire3, 5, 7 and 9 with their inputs, "complex"
 * for sums of the others as well, with a 1×1 convolution of the input (section 6; parameters {@code
 * features.N.bypass.weight} and {@code .bias}, because torchvision has no such network). The
 * complex bypass of section 6 comes to 1,589,672 parameters, 6.4 MB; the 7.7 MB of table 3 do not
 * follow from its text.
 *
 * @see <a href="https://arxiv.org/abs/1602.07360">Iandola et al. 2016, SqueezeNet</a>
 * @see <a
 *     href="https://pytorch.org/vision/stable/models/generated/torchvision.models.squeezenet1_1.html">squeezenet1_1</a>
 * @see <a href="https://github.com/forresti/SqueezeNet">SqueezeNet 1.1 of the paper's authors</a>
 */
public final class SqueezeNet implements Architecture {
  private static final int RGB = 3;

  @Override
  public String modelType() {
    return "squeezenet";
  }

  @Override
  public Optional<Publication> publication() {
    return Optional.of(
        new Publication(
            "Iandola et al. 2016",
            "https://arxiv.org/abs/1602.07360",
            "torchvision (without bypass)",
            List.of(
                new PublishedNetwork("SqueezeNet 1.0", published(Version.V1_0, Bypass.NONE)),
                new PublishedNetwork(
                    "SqueezeNet 1.0, simple bypass", published(Version.V1_0, Bypass.SIMPLE)),
                new PublishedNetwork(
                    "SqueezeNet 1.0, complex bypass", published(Version.V1_0, Bypass.COMPLEX)),
                new PublishedNetwork("SqueezeNet 1.1", published(Version.V1_1, Bypass.NONE)))));
  }

  private static Config published(Version version, Bypass bypass) {
    return new Config(ImageClasses.IMAGENET, version, bypass);
  }

  @Override
  public Config read(Settings settings, ImageClasses image) {
    return new Config(
        image,
        Version.named(settings.text("version", Version.V1_1.label())),
        Bypass.named(settings.text("bypass", Bypass.NONE.label())));
  }

  /** The versions, which differ in the stem and in the places of the pools. */
  public enum Version {
    /** The network of the paper. */
    V1_0(96, 7, List.of(4, 8)),
    /** The one that its authors published later. */
    V1_1(64, 3, List.of(3, 5));

    private final int filters;
    private final int size;

    /** Numbers of the fire modules that a pool follows. */
    private final List<Integer> pooled;

    Version(int filters, int size, List<Integer> pooled) {
      this.filters = filters;
      this.size = size;
      this.pooled = pooled;
    }

    /** Returns the name in {@code config.json}: {@code 1.1}. */
    public String label() {
      return name().substring(1).replace('_', '.');
    }

    private static Version named(String label) {
      for (Version version : values()) {
        if (version.label().equals(label)) {
          return version;
        }
      }
      throw new IllegalArgumentException("version out of range: " + label);
    }
  }

  /** Ways around fire modules. */
  public enum Bypass {
    /** There are none. */
    NONE,
    /** The input is added where it has as many channels as the output. */
    SIMPLE,
    /** Likewise, and where it has fewer a 1×1 convolution of it is added. */
    COMPLEX;

    /** Returns the name in {@code config.json}: {@code simple}. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    private static Bypass named(String label) {
      for (Bypass bypass : values()) {
        if (bypass.label().equals(label)) {
          return bypass;
        }
      }
      throw new IllegalArgumentException("bypass out of range: " + label);
    }
  }

  /**
   * Settings of a SqueezeNet.
   *
   * @param image rows, columns and classes
   * @param version the layers
   * @param bypass the ways around fire modules
   */
  public record Config(ImageClasses image, Version version, Bypass bypass)
      implements Configuration {
    /** Returns version 1.1 without bypass. */
    public static Config of(ImageClasses image) {
      return new Config(image, Version.V1_1, Bypass.NONE);
    }

    @Override
    public Architecture architecture() {
      return new SqueezeNet();
    }

    @Override
    public Map<String, Object> settings() {
      // The digests of models without bypass cover settings that do not have its name.
      return bypass == Bypass.NONE
          ? Map.of("version", version.label())
          : Map.of("version", version.label(), "bypass", bypass.label());
    }

    @Override
    public Optional<Configuration> withClasses(int classes) {
      ImageClasses other = image.withClasses(classes);
      return Optional.of(new Config(other, version, bypass));
    }

    @Override
    public Graph graph() {
      return new Builder(this).build();
    }
  }

  /** Builds the graph node by node. */
  private static final class Builder {
    /** Number of the first fire module; the stem is layer 1. */
    private static final int FIRST = 2;

    /** Channels of the squeeze and of each expansion. */
    private static final int[][] FIRES = {
      {16, 64}, {16, 64}, {32, 128}, {32, 128}, {48, 192}, {48, 192}, {64, 256}, {64, 256}
    };

    private final GraphBuilder graph = new GraphBuilder();
    private final Config config;

    Builder(Config config) {
      this.config = config;
    }

    Graph build() {
      ImageClasses image = config.image();
      Version version = config.version();
      int last = graph.image(image.height(), image.width(), RGB);
      Window stem = Window.of(version.size).stride(2);
      last = convolution("features.0", version.filters, stem, last);
      // torchvision counts the activation of the stem as features.1.
      int layer = 2;
      last = pool("features." + layer++, last);
      for (int i = 0; i < FIRES.length; i++) {
        last = module("features." + layer++, FIRES[i][0], FIRES[i][1], last);
        if (version.pooled.contains(FIRST + i)) {
          last = pool("features." + layer++, last);
        }
      }
      int maps = convolution("classifier.1", image.classes(), Window.of(1), last);
      int logits = graph.add("logits", new GlobalPool(Reduction.AVERAGE), maps);
      return graph.output("logits", logits).build();
    }

    private int pool(String name, int input) {
      Window window = Window.of(3).stride(2);
      return graph.add(name, new Pool(Reduction.MAX, window, true, false), input);
    }

    /** Adds a fire module and the way around it. */
    private int module(String name, int squeeze, int expand, int input) {
      int fire = fire(name, squeeze, expand, input);
      int channels = graph.shape(fire).channels();
      Arithmetic sum = new Arithmetic(Arithmetic.Operation.ADD);
      if (config.bypass() != Bypass.NONE && graph.shape(input).channels() == channels) {
        return graph.add(name + ".sum", sum, fire, input);
      }
      if (config.bypass() == Bypass.COMPLEX) {
        String bypass = name + ".bypass";
        int around = graph.add(bypass, layer(bypass, channels, Window.of(1)), input);
        return graph.add(name + ".sum", sum, fire, around);
      }
      return fire;
    }

    private int fire(String name, int squeeze, int expand, int input) {
      int narrow = convolution(name + ".squeeze", squeeze, Window.of(1), input);
      int small = convolution(name + ".expand1x1", expand, Window.of(1), narrow);
      int large = convolution(name + ".expand3x3", expand, Window.of(3).padding(1), narrow);
      return graph.add(name, new Concatenation(), small, large);
    }

    private int convolution(String name, int filters, Window window, int input) {
      int sums = graph.add(name, layer(name, filters, window), input);
      return graph.add(name + ".activation", Activation.RELU, sums);
    }

    private static Convolution layer(String name, int filters, Window window) {
      return Convolution.of(name + ".weight", filters, window).bias(name + ".bias");
    }
  }
}
