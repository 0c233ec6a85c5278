package io.flinkmobilenet.architecture;

import io.flinkmobilenet.graph.Activation;
import io.flinkmobilenet.graph.Arithmetic;
import io.flinkmobilenet.graph.BatchNormalisation;
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
 * ResNet-20, 32, 44, 56, 110 for images of 32×32 pixels as data: three stages of 16, 32 and 64
 * channels, whose shortcuts have no parameters (option A). Parameters are named as in <a
 * href="https://github.com/akamaster/pytorch_resnet_cifar10">pytorch_resnet_cifar10</a>; this
 * project defines the {@code config.json}.
 *
 * @see <a href="https://arxiv.org/abs/1512.03385">He et al. 2015, Deep Residual Learning for Image
 *     Recognition, section 4.2</a>
 */
public final class ResNetCifar implements Architecture {
  private static final int RGB = 3;
  private static final int MAX_LAYERS = 1 << 8;

  @Override
  public String modelType() {
    return "resnet_cifar";
  }

  @Override
  public Optional<Publication> publication() {
    ImageClasses small = new ImageClasses(32, 32, 10);
    return Optional.of(
        new Publication(
            "He et al. 2015, section 4.2",
            "https://arxiv.org/abs/1512.03385",
            "akamaster's pytorch_resnet_cifar10",
            List.of(
                new PublishedNetwork("ResNet-20", new Config(small, 3)),
                new PublishedNetwork("ResNet-32", new Config(small, 5)),
                new PublishedNetwork("ResNet-44", new Config(small, 7)),
                new PublishedNetwork("ResNet-56", new Config(small, 9)),
                new PublishedNetwork("ResNet-110", new Config(small, 18)))));
  }

  @Override
  public Config read(Settings settings, ImageClasses image) {
    return new Config(image, settings.integer("layers_per_stage", 3));
  }

  /**
   * Settings of such a ResNet, with the name in {@code config.json} in brackets.
   *
   * @param image rows, columns and classes
   * @param layers layers of each stage: n, for a network of depth 6n + 2 [layers_per_stage]
   */
  public record Config(ImageClasses image, int layers) implements Configuration {
    /** Checks the number of layers. */
    public Config {
      if (layers < 1 || layers > MAX_LAYERS) {
        throw new IllegalArgumentException("layers_per_stage out of range: " + layers);
      }
    }

    @Override
    public Architecture architecture() {
      return new ResNetCifar();
    }

    @Override
    public Map<String, Object> settings() {
      return Map.of("layers_per_stage", layers);
    }

    @Override
    public Optional<Configuration> withClasses(int classes) {
      return Optional.of(new Config(image.withClasses(classes), layers));
    }

    @Override
    public Graph graph() {
      return new Builder(this).build();
    }
  }

  /** Builds the graph node by node. */
  private static final class Builder {
    private static final int[] STAGES = {16, 32, 64};

    private final GraphBuilder graph = new GraphBuilder();
    private final Config config;

    Builder(Config config) {
      this.config = config;
    }

    Graph build() {
      ImageClasses image = config.image();
      int last = graph.image(image.height(), image.width(), RGB);
      last = relu("conv1", convolution("", 1, STAGES[0], 1, last));
      for (int stage = 0; stage < STAGES.length; stage++) {
        for (int layer = 0; layer < config.layers(); layer++) {
          String name = "layer%d.%d.".formatted(stage + 1, layer);
          last = layer(name, STAGES[stage], stage > 0 && layer == 0 ? 2 : 1, last);
        }
      }
      int features = graph.add("features", new GlobalPool(Reduction.AVERAGE), last);
      Dense dense = Dense.of("linear.weight", "linear.bias", image.classes());
      int logits = graph.add("linear", dense, features);
      return graph.output("features", features).output("logits", logits).build();
    }

    private int layer(String name, int channels, int stride, int input) {
      int last = relu(name + "conv1", convolution(name, 1, channels, stride, input));
      last = convolution(name, 2, channels, 1, last);
      int shortcut = stride == 1 ? input : shortcut(name, channels, input);
      Arithmetic sum = new Arithmetic(Arithmetic.Operation.ADD);
      return relu(name + "sum", graph.add(name + "sum", sum, last, shortcut));
    }

    /** Every second row and column, between as many channels of zeros as are missing. */
    private int shortcut(String name, int channels, int input) {
      int half = graph.add(name + "half", Pool.max(Window.of(1).stride(2)), input);
      int added = channels - graph.shape(input).channels();
      int slice = graph.add(name + "slice", new ChannelSlice(0, added / 2), half);
      int zeros = graph.add(name + "zeros", Activation.clip(0, 0), slice);
      return graph.add(name + "shortcut", new Concatenation(), zeros, half, zeros);
    }

    private int convolution(String layer, int number, int filters, int stride, int input) {
      String name = layer + "conv" + number;
      Window window = Window.of(3).stride(stride).padding(1);
      BatchNormalisation norm = new BatchNormalisation(layer + "bn" + number, filters, 1e-5);
      return graph.add(
          name, Convolution.of(name + ".weight", filters, window).normalised(norm), input);
    }

    private int relu(String name, int input) {
      return graph.add(name + ".activation", Activation.RELU, input);
    }
  }
}
