package io.flinkmobilenet.architecture;

import io.flinkmobilenet.graph.Activation;
import io.flinkmobilenet.graph.Concatenation;
import io.flinkmobilenet.graph.Convolution;
import io.flinkmobilenet.graph.GlobalPool;
import io.flinkmobilenet.graph.Graph;
import io.flinkmobilenet.graph.GraphBuilder;
import io.flinkmobilenet.graph.Pool;
import io.flinkmobilenet.graph.Reduction;
import io.flinkmobilenet.graph.Window;
import java.util.Map;
import java.util.Optional;

/**
 * SqueezeNet 1.1 as data, with parameters named as in torchvision, whose {@code config.json} this
 * project defines: {@code version} is "1.1".
 *
 * @see <a href="https://arxiv.org/abs/1602.07360">Iandola et al. 2016, SqueezeNet</a>
 * @see <a
 *     href="https://pytorch.org/vision/stable/models/generated/torchvision.models.squeezenet1_1.html">squeezenet1_1</a>
 */
public final class SqueezeNet implements Architecture {
  private static final int RGB = 3;
  private static final String VERSION = "1.1";

  @Override
  public String modelType() {
    return "squeezenet";
  }

  @Override
  public Config read(Settings settings, ImageClasses image) {
    settings.requireText("version", VERSION);
    return new Config(image);
  }

  /**
   * Settings of a SqueezeNet, which has none of its own.
   *
   * @param image rows, columns and classes
   */
  public record Config(ImageClasses image) implements Configuration {
    @Override
    public Architecture architecture() {
      return new SqueezeNet();
    }

    @Override
    public Map<String, Object> settings() {
      return Map.of("version", VERSION);
    }

    @Override
    public Optional<Configuration> withClasses(int classes) {
      return Optional.of(new Config(new ImageClasses(image.height(), image.width(), classes)));
    }

    @Override
    public Graph graph() {
      return new Builder(image).build();
    }
  }

  /** Builds the graph node by node. */
  private static final class Builder {
    /** Index in {@code features}, channels of the squeeze and of each expansion; 0: a pool. */
    private static final int[][] LAYERS = {
      {2, 0, 0},
      {3, 16, 64},
      {4, 16, 64},
      {5, 0, 0},
      {6, 32, 128},
      {7, 32, 128},
      {8, 0, 0},
      {9, 48, 192},
      {10, 48, 192},
      {11, 64, 256},
      {12, 64, 256}
    };

    private static final int STEM_CHANNELS = 64;

    private final GraphBuilder graph = new GraphBuilder();
    private final ImageClasses image;

    Builder(ImageClasses image) {
      this.image = image;
    }

    Graph build() {
      int last = graph.image(image.height(), image.width(), RGB);
      last = convolution("features.0", STEM_CHANNELS, Window.of(3).stride(2), last);
      for (int[] layer : LAYERS) {
        String name = "features." + layer[0];
        last = layer[1] == 0 ? pool(name, last) : fire(name, layer[1], layer[2], last);
      }
      int maps = convolution("classifier.1", image.classes(), Window.of(1), last);
      int logits = graph.add("logits", new GlobalPool(Reduction.AVERAGE), maps);
      return graph.output("logits", logits).build();
    }

    private int pool(String name, int input) {
      Window window = Window.of(3).stride(2);
      return graph.add(name, new Pool(Reduction.MAX, window, true, false), input);
    }

    private int fire(String name, int squeeze, int expand, int input) {
      int narrow = convolution(name + ".squeeze", squeeze, Window.of(1), input);
      int small = convolution(name + ".expand1x1", expand, Window.of(1), narrow);
      int large = convolution(name + ".expand3x3", expand, Window.of(3).padding(1), narrow);
      return graph.add(name, new Concatenation(), small, large);
    }

    private int convolution(String name, int filters, Window window, int input) {
      Convolution layer = Convolution.of(name + ".weight", filters, window).bias(name + ".bias");
      int sums = graph.add(name, layer, input);
      return graph.add(name + ".activation", Activation.RELU, sums);
    }
  }
}
