package io.flinkmobilenet.architecture;

import static io.flinkmobilenet.architecture.InceptionBuilder.halving;
import static io.flinkmobilenet.architecture.InceptionBuilder.inner;
import static io.flinkmobilenet.architecture.InceptionBuilder.layer;

import io.flinkmobilenet.graph.Graph;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Inception V4 as data, with parameters named as in timm's {@code inception_v4}. Each convolution
 * is followed by batch normalisation with an epsilon of 0.001 and ReLU:
 *
 * <pre>
 * layer                    output at 299
 * 3×3/2, 3×3, 3×3 padded   149×149×32, 147×147×32, 147×147×64
 * Mixed3a                  73×73×160      max pool 3×3/2; 3×3/2
 * Mixed4a                  71×71×192      1×1, 3×3; 1×1, 1×7, 7×1, 3×3
 * Mixed5a                  35×35×384      3×3/2; max pool 3×3/2
 * Inception-A  4 times     35×35×384      figure 4: 1×1; 1×1, 3×3; 1×1, 3×3, 3×3; mean, 1×1
 * Reduction-A              17×17×1024     figure 7: 3×3/2; 1×1, 3×3, 3×3/2; max pool 3×3/2
 * Inception-B  7 times     17×17×1024     figure 5: 1×1; 1×1, 1×7, 7×1; the same twice; mean, 1×1
 * Reduction-B              8×8×1536       figure 8: 1×1, 3×3/2; 1×1, 1×7, 7×1, 3×3/2; max pool
 * Inception-C  3 times     8×8×1536       figure 6: 1×1; 1×3 beside 3×1, twice; mean, 1×1
 * mean, dense              1000
 * </pre>
 *
 * <p>The means of the modules do not count padding. This project defines the {@code config.json}:
 * {@code depths} is the number of modules A, B and C. Images have at least 75 × 75 pixels.
 *
 * @see <a href="https://arxiv.org/abs/1602.07261">Szegedy et al. 2016, Inception-v4,
 *     Inception-ResNet and the Impact of Residual Connections on Learning, figure 9</a>
 * @see <a
 *     href="https://github.com/huggingface/pytorch-image-models/blob/main/timm/models/inception_v4.py">timm's
 *     inception_v4.py</a>
 */
public final class InceptionV4 implements Architecture {
  private static final ImageClasses IMAGENET = new ImageClasses(299, 299, 1000);
  private static final int KINDS = 3;
  private static final int MAX_DEPTH = 1 << 6;
  private static final List<Integer> DEPTHS = List.of(4, 7, 3);

  @Override
  public String modelType() {
    return "inception_v4";
  }

  @Override
  public Optional<Publication> publication() {
    return Optional.of(
        new Publication(
            "Szegedy et al. 2016",
            "https://arxiv.org/abs/1602.07261",
            "timm",
            List.of(new PublishedNetwork("Inception V4", new Config(IMAGENET, DEPTHS)))));
  }

  @Override
  public Config read(Settings settings, ImageClasses image) {
    return new Config(image, settings.integers("depths", DEPTHS));
  }

  /**
   * Settings of an Inception V4.
   *
   * @param image rows, columns and classes
   * @param depths numbers of modules A, B and C [depths]
   */
  public record Config(ImageClasses image, List<Integer> depths) implements Configuration {
    /** Checks the depths. */
    public Config {
      depths = List.copyOf(depths);
      SettingCheck.require(depths.size() == KINDS, "depths", depths);
      SettingCheck.requireEach(depths, MAX_DEPTH, "depths");
    }

    @Override
    public Architecture architecture() {
      return new InceptionV4();
    }

    @Override
    public Map<String, Object> settings() {
      return Map.of("depths", depths);
    }

    @Override
    public Optional<Configuration> withClasses(int classes) {
      return Optional.of(new Config(image.withClasses(classes), depths));
    }

    @Override
    public Graph graph() {
      return new Builder(this).build();
    }
  }

  /** Builds the graph node by node. */
  private static final class Builder {
    private final InceptionBuilder layers;
    private final List<Integer> depths;
    private int index;

    Builder(Config config) {
      layers = new InceptionBuilder(config.image(), 0, false);
      depths = config.depths();
    }

    Graph build() {
      int last = stem(layers.image());
      for (int i = 0; i < depths.get(0); i++) {
        last = moduleA(next(), last);
      }
      last = reductionA(next(), last);
      for (int i = 0; i < depths.get(1); i++) {
        last = moduleB(next(), last);
      }
      last = reductionB(next(), last);
      for (int i = 0; i < depths.get(2); i++) {
        last = moduleC(next(), last);
      }
      return layers.classified("last_linear", last);
    }

    private String next() {
      return "features." + index++;
    }

    /** Figure 3 of the paper. */
    private int stem(int image) {
      int last = layers.convolution(next(), halving(32), image);
      last = layers.convolution(next(), inner(32), last);
      last = layers.convolution(next(), layer(64, 3), last);
      String name = next();
      int first = layers.halved(name + ".maxpool", last);
      last = layers.together(name, first, layers.convolution(name + ".conv", halving(96), last));
      name = next();
      first = layers.branch(name + ".branch0.", last, layer(64, 1), inner(96));
      int second =
          layers.branch(
              name + ".branch1.", last, layer(64, 1), layer(64, 1, 7), layer(64, 7, 1), inner(96));
      last = layers.together(name, first, second);
      name = next();
      first = layers.convolution(name + ".conv", halving(192), last);
      return layers.together(name, first, layers.halved(name + ".maxpool", last));
    }

    private int moduleA(String name, int input) {
      int first = layers.convolution(name + ".branch0", layer(96, 1), input);
      int second = layers.branch(name + ".branch1.", input, layer(64, 1), layer(96, 3));
      int third =
          layers.branch(name + ".branch2.", input, layer(64, 1), layer(96, 3), layer(96, 3));
      int fourth = layers.meanBranch(name + ".branch3.1", 96, input);
      return layers.together(name, first, second, third, fourth);
    }

    private int reductionA(String name, int input) {
      int first = layers.convolution(name + ".branch0", halving(384), input);
      int second =
          layers.branch(name + ".branch1.", input, layer(192, 1), layer(224, 3), halving(256));
      return layers.together(name, first, second, layers.halved(name + ".branch2", input));
    }

    private int moduleB(String name, int input) {
      int first = layers.convolution(name + ".branch0", layer(384, 1), input);
      int second =
          layers.branch(
              name + ".branch1.", input, layer(192, 1), layer(224, 1, 7), layer(256, 7, 1));
      int third =
          layers.branch(
              name + ".branch2.",
              input,
              layer(192, 1),
              layer(192, 7, 1),
              layer(224, 1, 7),
              layer(224, 7, 1),
              layer(256, 1, 7));
      int fourth = layers.meanBranch(name + ".branch3.1", 128, input);
      return layers.together(name, first, second, third, fourth);
    }

    private int reductionB(String name, int input) {
      int first = layers.branch(name + ".branch0.", input, layer(192, 1), halving(192));
      int second =
          layers.branch(
              name + ".branch1.",
              input,
              layer(256, 1),
              layer(256, 1, 7),
              layer(320, 7, 1),
              halving(320));
      return layers.together(name, first, second, layers.halved(name + ".branch2", input));
    }

    private int moduleC(String name, int input) {
      int first = layers.convolution(name + ".branch0", layer(256, 1), input);
      int second = layers.branch(name + ".branch1_", input, layer(384, 1));
      second = beside(name + ".branch1_1", second);
      int third =
          layers.branch(
              name + ".branch2_", input, layer(384, 1), layer(448, 3, 1), layer(512, 1, 3));
      third = beside(name + ".branch2_3", third);
      int fourth = layers.meanBranch(name + ".branch3.1", 256, input);
      return layers.together(name, first, second, third, fourth);
    }

    private int beside(String name, int input) {
      int row = layers.convolution(name + "a", layer(256, 1, 3), input);
      int column = layers.convolution(name + "b", layer(256, 3, 1), input);
      return layers.together(name, row, column);
    }
  }
}
