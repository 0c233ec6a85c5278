package io.flinkmobilenet.architecture;

import io.flinkmobilenet.graph.Activation;
import io.flinkmobilenet.graph.AdaptivePool;
import io.flinkmobilenet.graph.Convolution;
import io.flinkmobilenet.graph.Dense;
import io.flinkmobilenet.graph.FeatureShape;
import io.flinkmobilenet.graph.Flatten;
import io.flinkmobilenet.graph.Graph;
import io.flinkmobilenet.graph.GraphBuilder;
import io.flinkmobilenet.graph.Pool;
import io.flinkmobilenet.graph.Reduction;
import io.flinkmobilenet.graph.Window;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * AlexNet as data, with parameters named as in torchvision. This is the network with one tower,
 * where every convolution reads all channels and nothing normalises the responses. Each layer but
 * the last is followed by ReLU:
 *
 * <pre>
 * features.0    convolution 11×11, stride 4, padding 2    64
 *               max pool 3×3, stride 2
 * features.3    convolution 5×5, padding 2               192
 *               max pool 3×3, stride 2
 * features.6    convolution 3×3, padding 1               384
 * features.8    convolution 3×3, padding 1               256
 * features.10   convolution 3×3, padding 1               256
 *               max pool 3×3, stride 2; mean over 6×6 windows
 * classifier.1  dense                                   4096
 * classifier.4  dense                                   4096
 * classifier.6  dense                                   1000
 * </pre>
 *
 * <p>This project defines the {@code config.json}: {@code hidden_sizes} are the filters of the five
 * convolutions, {@code classifier_size} the outputs of the first two dense layers.
 *
 * @see <a href="https://papers.nips.cc/paper/4824">Krizhevsky et al. 2012, ImageNet Classification
 *     with Deep Convolutional Neural Networks</a>
 * @see <a href="https://arxiv.org/abs/1404.5997">Krizhevsky 2014, One weird trick for parallelizing
 *     convolutional neural networks, which has one tower</a>
 * @see <a
 *     href="https://pytorch.org/vision/stable/models/generated/torchvision.models.alexnet.html">alexnet</a>
 */
public final class AlexNet implements Architecture {
  private static final int RGB = 3;
  private static final int MAX_CHANNELS = 1 << 14;
  private static final int CLASSIFIER = 4096;
  private static final List<Integer> CHANNELS = List.of(64, 192, 384, 256, 256);

  @Override
  public String modelType() {
    return "alexnet";
  }

  @Override
  public Optional<Publication> publication() {
    return Optional.of(
        new Publication(
            "Krizhevsky 2014",
            "https://arxiv.org/abs/1404.5997",
            "torchvision",
            List.of(
                new PublishedNetwork(
                    "AlexNet", new Config(ImageClasses.IMAGENET, CHANNELS, CLASSIFIER)))));
  }

  @Override
  public Config read(Settings settings, ImageClasses image) {
    return new Config(
        image,
        settings.integers("hidden_sizes", CHANNELS),
        settings.integer("classifier_size", CLASSIFIER));
  }

  /**
   * Settings of an AlexNet, with their names in {@code config.json} in brackets.
   *
   * @param image rows, columns and classes
   * @param channels filters of the five convolutions [hidden_sizes]
   * @param classifier outputs of the first two dense layers [classifier_size]
   */
  public record Config(ImageClasses image, List<Integer> channels, int classifier)
      implements Configuration {
    /** Checks each setting. */
    public Config {
      channels = List.copyOf(channels);
      SettingCheck.require(channels.size() == CHANNELS.size(), "hidden_sizes", channels);
      SettingCheck.requireEach(channels, MAX_CHANNELS, "hidden_sizes");
      SettingCheck.require(
          classifier >= 1 && classifier <= MAX_CHANNELS, "classifier_size", classifier);
    }

    @Override
    public Architecture architecture() {
      return new AlexNet();
    }

    @Override
    public Map<String, Object> settings() {
      return Map.of("hidden_sizes", channels, "classifier_size", classifier);
    }

    @Override
    public Optional<Configuration> withClasses(int classes) {
      ImageClasses other = image.withClasses(classes);
      return Optional.of(new Config(other, channels, classifier));
    }

    @Override
    public Graph graph() {
      return new Builder(this).build();
    }
  }

  /** Builds the graph node by node. */
  private static final class Builder {
    /** Rows and columns of the map that the classifier reads, whatever the size of the image. */
    private static final int POOLED = 6;

    private static final Window POOL = Window.of(3).stride(2);

    private final GraphBuilder graph = new GraphBuilder();
    private final Config config;

    Builder(Config config) {
      this.config = config;
    }

    Graph build() {
      ImageClasses image = config.image();
      List<Integer> filters = config.channels();
      int last = graph.image(image.height(), image.width(), RGB);
      last = convolution(0, filters.get(0), Window.of(11).stride(4).padding(2), last);
      last = graph.add("features.2", Pool.max(POOL), last);
      last = convolution(3, filters.get(1), Window.of(5).padding(2), last);
      last = graph.add("features.5", Pool.max(POOL), last);
      last = convolution(6, filters.get(2), Window.of(3).padding(1), last);
      last = convolution(8, filters.get(3), Window.of(3).padding(1), last);
      last = convolution(10, filters.get(4), Window.of(3).padding(1), last);
      last = pooled(graph.add("features.12", Pool.max(POOL), last));
      last = graph.add("flatten", new Flatten(Flatten.Order.CHANNELS_FIRST), last);
      last = relu("classifier.1", dense("classifier.1", config.classifier(), last));
      int features = relu("classifier.4", dense("classifier.4", config.classifier(), last));
      int logits = dense("classifier.6", image.classes(), features);
      return graph.output("features", features).output("logits", logits).build();
    }

    private int pooled(int input) {
      FeatureShape map = graph.shape(input);
      return map.height() == POOLED && map.width() == POOLED
          ? input
          : graph.add("avgpool", new AdaptivePool(Reduction.AVERAGE, POOLED, POOLED), input);
    }

    private int convolution(int layer, int filters, Window window, int input) {
      String name = "features." + layer;
      Convolution convolution =
          Convolution.of(name + ".weight", filters, window).bias(name + ".bias");
      return relu(name, graph.add(name, convolution, input));
    }

    private int dense(String name, int outputs, int input) {
      return graph.add(name, Dense.of(name + ".weight", name + ".bias", outputs), input);
    }

    private int relu(String name, int input) {
      return graph.add(name + ".activation", Activation.RELU, input);
    }
  }
}
