package io.flinkmobilenet.architecture;

import io.flinkmobilenet.graph.Activation;
import io.flinkmobilenet.graph.AdaptivePool;
import io.flinkmobilenet.graph.BatchNormalisation;
import io.flinkmobilenet.graph.Convolution;
import io.flinkmobilenet.graph.Dense;
import io.flinkmobilenet.graph.FeatureShape;
import io.flinkmobilenet.graph.Flatten;
import io.flinkmobilenet.graph.Graph;
import io.flinkmobilenet.graph.GraphBuilder;
import io.flinkmobilenet.graph.LocalResponseNormalisation;
import io.flinkmobilenet.graph.Pool;
import io.flinkmobilenet.graph.Reduction;
import io.flinkmobilenet.graph.Window;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * VGG as data, with parameters named as in torchvision. Columns of table 1, where 64 is a 3×3
 * convolution of 64 filters, 256¹ one of 1×1, | a max pool of 2×2 with stride 2, and each
 * convolution is followed by ReLU:
 *
 * <pre>
 * A      64        | 128     | 256 256          | 512 512          | 512 512          |
 * A-LRN  64 LRN    | 128     | 256 256          | 512 512          | 512 512          |
 * B      64 64     | 128 128 | 256 256          | 512 512          | 512 512          |
 * C      64 64     | 128 128 | 256 256 256¹     | 512 512 512¹     | 512 512 512¹     |
 * D      64 64     | 128 128 | 256 256 256      | 512 512 512      | 512 512 512      |
 * E      64 64     | 128 128 | 256 256 256 256  | 512 512 512 512  | 512 512 512 512  |
 * all    dense 4096, ReLU, dense 4096, ReLU, dense 1000
 * </pre>
 *
 * <p>torchvision has A, B, D and E as VGG-11, 13, 16 and 19, and the same with batch normalisation
 * of every convolution. A-LRN and C, which it lacks, are numbered in the same way: each layer of
 * {@code features} counts, activations, normalisations and pools too. This project defines the
 * {@code config.json}: {@code configuration} is the column, "D" if absent; {@code batch_norm} is
 * false if absent; {@code hidden_sizes} and {@code classifier_size} change the widths.
 *
 * @see <a href="https://arxiv.org/abs/1409.1556">Simonyan and Zisserman 2014, Very Deep
 *     Convolutional Networks for Large-Scale Image Recognition</a>
 * @see <a href="https://pytorch.org/vision/stable/models/vgg.html">torchvision's VGG</a>
 */
public final class Vgg implements Architecture {
  private static final int RGB = 3;
  private static final int MAX_CHANNELS = 1 << 14;
  private static final int CLASSIFIER = 4096;
  private static final List<Integer> CHANNELS = List.of(64, 128, 256, 512, 512);

  @Override
  public String modelType() {
    return "vgg";
  }

  @Override
  public Optional<Publication> publication() {
    return Optional.of(
        new Publication(
            "Simonyan and Zisserman 2014",
            "https://arxiv.org/abs/1409.1556",
            "torchvision (A, B, D, E)",
            List.of(
                new PublishedNetwork("VGG-11", Config.of(ImageClasses.IMAGENET, Column.A, false)),
                new PublishedNetwork(
                    "VGG-11 with LRN", Config.of(ImageClasses.IMAGENET, Column.A_LRN, false)),
                new PublishedNetwork("VGG-13", Config.of(ImageClasses.IMAGENET, Column.B, false)),
                new PublishedNetwork(
                    "VGG-16 (C)", Config.of(ImageClasses.IMAGENET, Column.C, false)),
                new PublishedNetwork("VGG-16", Config.of(ImageClasses.IMAGENET, Column.D, false)),
                new PublishedNetwork("VGG-19", Config.of(ImageClasses.IMAGENET, Column.E, false)),
                new PublishedNetwork("VGG-11 BN", Config.of(ImageClasses.IMAGENET, Column.A, true)),
                new PublishedNetwork("VGG-13 BN", Config.of(ImageClasses.IMAGENET, Column.B, true)),
                new PublishedNetwork("VGG-16 BN", Config.of(ImageClasses.IMAGENET, Column.D, true)),
                new PublishedNetwork(
                    "VGG-19 BN", Config.of(ImageClasses.IMAGENET, Column.E, true)))));
  }

  @Override
  public Config read(Settings settings, ImageClasses image) {
    return new Config(
        image,
        Column.named(settings.text("configuration", Column.D.label())),
        settings.truth("batch_norm", false),
        settings.integers("hidden_sizes", CHANNELS),
        settings.integer("classifier_size", CLASSIFIER));
  }

  /** The columns of table 1. */
  public enum Column {
    /** VGG-11. */
    A(1, 1, 2, 2, 2),
    /** VGG-11 with local response normalisation. */
    A_LRN(1, 1, 2, 2, 2),
    /** VGG-13. */
    B(2, 2, 2, 2, 2),
    /** VGG-16, where the third convolution of a stage is pointwise. */
    C(2, 2, 3, 3, 3),
    /** VGG-16. */
    D(2, 2, 3, 3, 3),
    /** VGG-19. */
    E(2, 2, 4, 4, 4);

    private static final int POINTWISE = 2;

    private final List<Integer> depths;

    Column(Integer... depths) {
      this.depths = List.of(depths);
    }

    /** Returns the number of convolutions in each stage. */
    public List<Integer> depths() {
      return depths;
    }

    /** Returns the name in the paper and in {@code config.json}: {@code A-LRN}. */
    public String label() {
      return name().replace('_', '-');
    }

    private static Column named(String label) {
      for (Column column : values()) {
        if (column.label().equals(label)) {
          return column;
        }
      }
      throw new IllegalArgumentException("configuration out of range: " + label);
    }

    private int size(int convolution) {
      return this == C && convolution == POINTWISE ? 1 : 3;
    }
  }

  /**
   * Settings of a VGG, with their names in {@code config.json} in brackets.
   *
   * @param image rows, columns and classes
   * @param column the layers [configuration]
   * @param normalised whether each convolution is batch-normalised [batch_norm]
   * @param channels filters of the convolutions in each of the five stages [hidden_sizes]
   * @param classifier outputs of the first two dense layers [classifier_size]
   */
  public record Config(
      ImageClasses image, Column column, boolean normalised, List<Integer> channels, int classifier)
      implements Configuration {
    /** Checks each setting. */
    public Config {
      channels = List.copyOf(channels);
      SettingCheck.require(channels.size() == CHANNELS.size(), "hidden_sizes", channels);
      SettingCheck.requireEach(channels, MAX_CHANNELS, "hidden_sizes");
      SettingCheck.require(
          classifier >= 1 && classifier <= MAX_CHANNELS, "classifier_size", classifier);
    }

    /** Returns the settings of a column of the paper. */
    public static Config of(ImageClasses image, Column column, boolean normalised) {
      return new Config(image, column, normalised, CHANNELS, CLASSIFIER);
    }

    @Override
    public Architecture architecture() {
      return new Vgg();
    }

    @Override
    public Map<String, Object> settings() {
      return Map.of(
          "configuration", column.label(),
          "batch_norm", normalised,
          "hidden_sizes", channels,
          "classifier_size", classifier);
    }

    @Override
    public Optional<Configuration> withClasses(int classes) {
      ImageClasses other = image.withClasses(classes);
      return Optional.of(new Config(other, column, normalised, channels, classifier));
    }

    @Override
    public Graph graph() {
      return new Builder(this).build();
    }
  }

  /** Builds the graph node by node. */
  private static final class Builder {
    /** Rows and columns of the map that the classifier reads, whatever the size of the image. */
    private static final int POOLED = 7;

    /**
     * The normalisation of Krizhevsky et al. 2012, section 3.3, whose sum is not divided by its
     * number of channels.
     */
    private static final LocalResponseNormalisation LRN =
        new LocalResponseNormalisation(5, 5 * 1e-4, 0.75, 2);

    private final GraphBuilder graph = new GraphBuilder();
    private final Config config;
    private int layer;

    Builder(Config config) {
      this.config = config;
    }

    Graph build() {
      ImageClasses image = config.image();
      int last = graph.image(image.height(), image.width(), RGB);
      for (int stage = 0; stage < config.channels().size(); stage++) {
        last = stage(stage, last);
      }
      FeatureShape map = graph.shape(last);
      if (map.height() != POOLED || map.width() != POOLED) {
        last = graph.add("avgpool", new AdaptivePool(Reduction.AVERAGE, POOLED, POOLED), last);
      }
      last = graph.add("flatten", new Flatten(Flatten.Order.CHANNELS_FIRST), last);
      last = relu("classifier.0", dense("classifier.0", config.classifier(), last));
      int features = relu("classifier.3", dense("classifier.3", config.classifier(), last));
      int logits = dense("classifier.6", image.classes(), features);
      return graph.output("features", features).output("logits", logits).build();
    }

    private int stage(int stage, int input) {
      Column column = config.column();
      int last = input;
      for (int i = 0; i < column.depths().get(stage); i++) {
        last = convolution(config.channels().get(stage), column.size(i), last);
      }
      if (stage == 0 && column == Column.A_LRN) {
        last = graph.add(next(), LRN, last);
      }
      return graph.add(next(), Pool.max(Window.of(2).stride(2)), last);
    }

    private int convolution(int filters, int size, int input) {
      String name = next();
      Convolution plain =
          Convolution.of(name + ".weight", filters, Window.of(size).padding(size / 2))
              .bias(name + ".bias");
      Convolution convolution =
          config.normalised()
              ? plain.normalised(new BatchNormalisation(next(), filters, 1e-5))
              : plain;
      return graph.add(next(), Activation.RELU, graph.add(name, convolution, input));
    }

    private int dense(String name, int outputs, int input) {
      return graph.add(name, Dense.of(name + ".weight", name + ".bias", outputs), input);
    }

    private int relu(String name, int input) {
      return graph.add(name + ".activation", Activation.RELU, input);
    }

    /** Returns the name of the next layer, of which torchvision counts each. */
    private String next() {
      return "features." + layer++;
    }
  }
}
