package io.flinkmobilenet.architecture;

import io.flinkmobilenet.graph.Activation;
import io.flinkmobilenet.graph.Arithmetic;
import io.flinkmobilenet.graph.BatchNormalisation;
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
 * ResNet as data, with parameters named as in a Hugging Face checkpoint. The stride of a bottleneck
 * is in its 3×3 convolution.
 *
 * @see <a href="https://arxiv.org/abs/1512.03385">He et al. 2015, Deep Residual Learning for Image
 *     Recognition</a>
 * @see <a href="https://huggingface.co/docs/transformers/model_doc/resnet">ResNetConfig</a>
 */
public final class ResNet implements Architecture {
  private static final int RGB = 3;
  private static final int MAX_CHANNELS = 1 << 14;
  private static final int MAX_LAYERS = 1 << 8;

  @Override
  public String modelType() {
    return "resnet";
  }

  @Override
  public Optional<Publication> publication() {
    return Optional.of(
        new Publication(
            "He et al. 2015",
            "https://arxiv.org/abs/1512.03385",
            "Hugging Face, torchvision, timm",
            List.of(
                new PublishedNetwork("ResNet-18", basic(2, 2, 2, 2)),
                new PublishedNetwork("ResNet-34", basic(3, 4, 6, 3)),
                new PublishedNetwork("ResNet-50", bottlenecks(3, 4, 6, 3)),
                new PublishedNetwork("ResNet-101", bottlenecks(3, 4, 23, 3)),
                new PublishedNetwork("ResNet-152", bottlenecks(3, 8, 36, 3)))));
  }

  private static Config basic(Integer... depths) {
    List<Integer> channels = List.of(64, 128, 256, 512);
    return new Config(ImageClasses.IMAGENET, 64, channels, List.of(depths), false, false);
  }

  private static Config bottlenecks(Integer... depths) {
    List<Integer> channels = List.of(256, 512, 1024, 2048);
    return new Config(ImageClasses.IMAGENET, 64, channels, List.of(depths), true, false);
  }

  @Override
  public Config read(Settings settings, ImageClasses image) {
    settings.requireText("hidden_act", "relu");
    settings.requireInteger("num_channels", RGB);
    settings.requireTruth("downsample_in_bottleneck", false);
    String type = settings.text("layer_type", "bottleneck");
    SettingCheck.require(type.equals("basic") || type.equals("bottleneck"), "layer_type", type);
    return new Config(
        image,
        settings.integer("embedding_size", 64),
        settings.integers("hidden_sizes", List.of(256, 512, 1024, 2048)),
        settings.integers("depths", List.of(3, 4, 6, 3)),
        type.equals("bottleneck"),
        settings.truth("downsample_in_first_stage", false));
  }

  /**
   * Settings of a ResNet, with Hugging Face's names in brackets.
   *
   * @param image rows, columns and classes
   * @param embedding channels of the first convolution [embedding_size]
   * @param channels channels of each stage [hidden_sizes]
   * @param depths layers of each stage [depths]
   * @param bottleneck whether layers have three convolutions rather than two [layer_type]
   * @param firstStrides whether the first stage halves the map [downsample_in_first_stage]
   */
  public record Config(
      ImageClasses image,
      int embedding,
      List<Integer> channels,
      List<Integer> depths,
      boolean bottleneck,
      boolean firstStrides)
      implements Configuration {
    /** Checks each setting. */
    public Config {
      channels = List.copyOf(channels);
      depths = List.copyOf(depths);
      SettingCheck.require(
          embedding >= 1 && embedding <= MAX_CHANNELS, "embedding_size", embedding);
      boolean paired = !channels.isEmpty() && channels.size() == depths.size();
      SettingCheck.require(
          paired && channels.size() <= 8, "hidden_sizes and depths", channels + ", " + depths);
      channels.forEach(
          count ->
              SettingCheck.require(count >= 4 && count <= MAX_CHANNELS, "hidden_sizes", count));
      SettingCheck.requireEach(depths, MAX_LAYERS, "depths");
    }

    @Override
    public Architecture architecture() {
      return new ResNet();
    }

    @Override
    public Map<String, Object> settings() {
      return Map.of(
          "embedding_size", embedding,
          "hidden_sizes", channels,
          "depths", depths,
          "layer_type", bottleneck ? "bottleneck" : "basic",
          "downsample_in_first_stage", firstStrides);
    }

    @Override
    public Optional<Configuration> withClasses(int classes) {
      ImageClasses other = image.withClasses(classes);
      return Optional.of(new Config(other, embedding, channels, depths, bottleneck, firstStrides));
    }

    @Override
    public Graph graph() {
      return new Builder(this).build();
    }
  }

  /** Builds the graph node by node. */
  private static final class Builder {
    /** Channels of a bottleneck's output per channel of its middle. */
    private static final int REDUCTION = 4;

    private final GraphBuilder graph = new GraphBuilder();
    private final Config config;

    Builder(Config config) {
      this.config = config;
    }

    Graph build() {
      ImageClasses image = config.image();
      int last = graph.image(image.height(), image.width(), RGB);
      String stem = "resnet.embedder.embedder";
      last = relu(stem, convolution(stem, config.embedding(), 7, 2, last));
      last = graph.add("pool", Pool.max(Window.of(3).stride(2).padding(1)), last);
      for (int stage = 0; stage < config.depths().size(); stage++) {
        for (int layer = 0; layer < config.depths().get(stage); layer++) {
          boolean strides = layer == 0 && (stage > 0 || config.firstStrides());
          String name = "resnet.encoder.stages." + stage + ".layers." + layer;
          last = layer(name, config.channels().get(stage), strides ? 2 : 1, last);
        }
      }
      int features = graph.add("features", new GlobalPool(Reduction.AVERAGE), last);
      Dense dense = Dense.of("classifier.1.weight", "classifier.1.bias", image.classes());
      int logits = graph.add("classifier", dense, features);
      return graph.output("features", features).output("logits", logits).build();
    }

    private int layer(String name, int channels, int stride, int input) {
      boolean same = stride == 1 && graph.shape(input).channels() == channels;
      int shortcut = same ? input : convolution(name + ".shortcut", channels, 1, stride, input);
      int last = input;
      String next = name + ".layer.";
      if (config.bottleneck()) {
        int middle = channels / REDUCTION;
        last = relu(next + 0, convolution(next + 0, middle, 1, 1, last));
        last = relu(next + 1, convolution(next + 1, middle, 3, stride, last));
        last = convolution(next + 2, channels, 1, 1, last);
      } else {
        last = relu(next + 0, convolution(next + 0, channels, 3, stride, last));
        last = convolution(next + 1, channels, 3, 1, last);
      }
      Arithmetic sum = new Arithmetic(Arithmetic.Operation.ADD);
      return relu(name, graph.add(name + ".sum", sum, last, shortcut));
    }

    private int convolution(String name, int filters, int size, int stride, int input) {
      Window window = Window.of(size).stride(stride).padding(size / 2);
      BatchNormalisation norm = new BatchNormalisation(name + ".normalization", filters, 1e-5);
      return graph.add(
          name,
          Convolution.of(name + ".convolution.weight", filters, window).normalised(norm),
          input);
    }

    private int relu(String name, int input) {
      return graph.add(name + ".activation", Activation.RELU, input);
    }
  }
}
