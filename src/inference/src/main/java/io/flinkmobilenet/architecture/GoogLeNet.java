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
 * GoogLeNet (Inception V1) as data, with parameters named as in torchvision. Each convolution is
 * followed by batch normalisation with an epsilon of 0.001 and ReLU. An inception module puts the
 * channels of four branches together: 1×1; 1×1 and 3×3; 1×1 and "5×5"; max pool 3×3 and 1×1.
 *
 * <pre>
 * layer          output at 224   1×1   3×3 reduce  3×3   5×5 reduce  5×5   pool proj
 * conv1 7×7/2    112×112×64
 * max pool 3×3/2 56×56×64
 * conv2 1×1      56×56×64
 * conv3 3×3      56×56×192
 * max pool 3×3/2 28×28×192
 * inception3a    28×28×256        64       96      128       16       32       32
 * inception3b    28×28×480       128      128      192       32       96       64
 * max pool 3×3/2 14×14×480
 * inception4a    14×14×512       192       96      208       16       48       64
 * inception4b    14×14×512       160      112      224       24       64       64
 * inception4c    14×14×512       128      128      256       24       64       64
 * inception4d    14×14×528       112      144      288       32       64       64
 * inception4e    14×14×832       256      160      320       32      128      128
 * max pool 2×2/2 7×7×832
 * inception5a    7×7×832         256      160      320       32      128      128
 * inception5b    7×7×1024        384      192      384       48      128      128
 * mean, dense    1000
 * </pre>
 *
 * <p>In torchvision the "5×5" convolutions are 3×3. This project defines the {@code config.json}:
 * {@code branch3_kernel_size} is their size, 3 if absent, or 5 as in the paper. The auxiliary heads
 * {@code aux1} and {@code aux2}, which only training uses, are left out. torchvision's pretrained
 * weights expect values from −1 to 1: its {@code transform_input} makes them from values normalised
 * with ImageNet's means. So the preprocessing needs means and deviations of 0.5.
 *
 * @see <a href="https://arxiv.org/abs/1409.4842">Szegedy et al. 2014, Going Deeper with
 *     Convolutions, table 1</a>
 * @see <a
 *     href="https://pytorch.org/vision/stable/models/generated/torchvision.models.googlenet.html">googlenet</a>
 */
public final class GoogLeNet implements Architecture {
  private static final int RGB = 3;
  private static final int SMALL = 3;
  private static final int LARGE = 5;

  @Override
  public String modelType() {
    return "googlenet";
  }

  @Override
  public Optional<Publication> publication() {
    return Optional.of(
        new Publication(
            "Szegedy et al. 2014",
            "https://arxiv.org/abs/1409.4842",
            "torchvision",
            List.of(new PublishedNetwork("GoogLeNet", new Config(ImageClasses.IMAGENET, SMALL)))));
  }

  @Override
  public boolean trainingOnly(String tensor) {
    return tensor.startsWith("aux1.") || tensor.startsWith("aux2.");
  }

  @Override
  public Config read(Settings settings, ImageClasses image) {
    return new Config(image, settings.integer("branch3_kernel_size", SMALL));
  }

  /**
   * Settings of a GoogLeNet.
   *
   * @param image rows, columns and classes
   * @param size rows and columns of the second convolution in the third branch, 3 or 5
   *     [branch3_kernel_size]
   */
  public record Config(ImageClasses image, int size) implements Configuration {
    /** Checks the size. */
    public Config {
      SettingCheck.require(size == SMALL || size == LARGE, "branch3_kernel_size", size);
    }

    @Override
    public Architecture architecture() {
      return new GoogLeNet();
    }

    @Override
    public Map<String, Object> settings() {
      return Map.of("branch3_kernel_size", size);
    }

    @Override
    public Optional<Configuration> withClasses(int classes) {
      return Optional.of(new Config(image.withClasses(classes), size));
    }

    @Override
    public Graph graph() {
      return new Builder(this).build();
    }
  }

  /** Builds the graph node by node. */
  private static final class Builder {
    /** Filters of table 1, in its order. */
    private static final Map<String, int[]> MODULES =
        Map.of(
            "inception3a", new int[] {64, 96, 128, 16, 32, 32},
            "inception3b", new int[] {128, 128, 192, 32, 96, 64},
            "inception4a", new int[] {192, 96, 208, 16, 48, 64},
            "inception4b", new int[] {160, 112, 224, 24, 64, 64},
            "inception4c", new int[] {128, 128, 256, 24, 64, 64},
            "inception4d", new int[] {112, 144, 288, 32, 64, 64},
            "inception4e", new int[] {256, 160, 320, 32, 128, 128},
            "inception5a", new int[] {256, 160, 320, 32, 128, 128},
            "inception5b", new int[] {384, 192, 384, 48, 128, 128});

    private final GraphBuilder graph = new GraphBuilder();
    private final Config config;

    Builder(Config config) {
      this.config = config;
    }

    Graph build() {
      ImageClasses image = config.image();
      int last = graph.image(image.height(), image.width(), RGB);
      last = convolution("conv1", 64, Window.of(7).stride(2).padding(3), last);
      last = halved("maxpool1", 3, last);
      last = convolution("conv2", 64, Window.of(1), last);
      last = convolution("conv3", 192, Window.of(3).padding(1), last);
      last = modules("3", "ab", halved("maxpool2", 3, last));
      last = modules("4", "abcde", halved("maxpool3", 3, last));
      last = modules("5", "ab", halved("maxpool4", 2, last));
      int features = graph.add("features", new GlobalPool(Reduction.AVERAGE), last);
      int logits = graph.add("fc", Dense.of("fc.weight", "fc.bias", image.classes()), features);
      return graph.output("features", features).output("logits", logits).build();
    }

    private int halved(String name, int size, int input) {
      Window window = Window.of(size).stride(2);
      return graph.add(name, new Pool(Reduction.MAX, window, true, false), input);
    }

    private int modules(String stage, String letters, int input) {
      int last = input;
      for (char letter : letters.toCharArray()) {
        last = module("inception" + stage + letter, last);
      }
      return last;
    }

    private int module(String name, int input) {
      int[] filters = MODULES.get(name);
      Window point = Window.of(1);
      Window around = Window.of(3).padding(1);
      Window large = Window.of(config.size()).padding(config.size() / 2);
      int first = convolution(name + ".branch1", filters[0], point, input);
      int second = convolution(name + ".branch2.0", filters[1], point, input);
      second = convolution(name + ".branch2.1", filters[2], around, second);
      int third = convolution(name + ".branch3.0", filters[3], point, input);
      third = convolution(name + ".branch3.1", filters[4], large, third);
      int fourth = graph.add(name + ".branch4.0", Pool.max(around), input);
      fourth = convolution(name + ".branch4.1", filters[5], point, fourth);
      return graph.add(name, new Concatenation(), first, second, third, fourth);
    }

    private int convolution(String name, int filters, Window window, int input) {
      Convolution convolution =
          Convolution.of(name + ".conv.weight", filters, window)
              .normalised(new BatchNormalisation(name + ".bn", filters, 1e-3));
      return graph.add(name + ".activation", Activation.RELU, graph.add(name, convolution, input));
    }
  }
}
