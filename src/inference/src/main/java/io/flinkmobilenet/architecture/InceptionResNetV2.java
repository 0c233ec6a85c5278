package io.flinkmobilenet.architecture;

import static io.flinkmobilenet.architecture.InceptionBuilder.halving;
import static io.flinkmobilenet.architecture.InceptionBuilder.inner;
import static io.flinkmobilenet.architecture.InceptionBuilder.layer;

import io.flinkmobilenet.graph.Activation;
import io.flinkmobilenet.graph.Arithmetic;
import io.flinkmobilenet.graph.Convolution;
import io.flinkmobilenet.graph.Graph;
import io.flinkmobilenet.graph.Window;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Inception-ResNet V2 as data, with parameters named as in timm's {@code inception_resnet_v2}. Each
 * convolution of a branch is followed by batch normalisation with an epsilon of 0.001 and ReLU. The
 * branches of a block go through a convolution 1×1 with a bias, and ReLU(scale · branches + x) is
 * the output:
 *
 * <pre>
 * layer                                output at 299   scale
 * conv2d_1a 3×3/2                      149×149×32
 * conv2d_2a 3×3, conv2d_2b 3×3 padded  147×147×32, 64
 * max pool 3×3/2                       73×73×64
 * conv2d_3b 1×1, conv2d_4a 3×3         73×73×80, 71×71×192
 * max pool 3×3/2                       35×35×192
 * mixed_5b                             35×35×320               1×1; 5×5; 3×3, 3×3; mean
 * repeat    10 blocks                  35×35×320       0.17    figure 16: 1×1; 3×3; 3×3, 3×3
 * mixed_6a                             17×17×1088              figure 7: 3×3/2; 3×3, 3×3/2; max pool
 * repeat_1  20 blocks                  17×17×1088      0.1     figure 17: 1×1; 1×7, 7×1
 * mixed_7a                             8×8×2080                figure 18: 3×3/2; 3×3/2; 3×3, 3×3/2; max pool
 * repeat_2  9 blocks                   8×8×2080        0.2     figure 19: 1×1; 1×3, 3×1
 * block8    1 block                    8×8×2080        1       the same without ReLU
 * conv2d_7b 1×1                        8×8×1536
 * mean, dense                          1000
 * </pre>
 *
 * <p>These are the layers of the published checkpoint, which has more channels than the paper's
 * figures. The mean in mixed_5b does not count padding. This project defines the {@code
 * config.json}: {@code depths} is the number of blocks of {@code repeat}, {@code repeat_1} and
 * {@code repeat_2}. Images have at least 75 × 75 pixels.
 *
 * @see <a href="https://arxiv.org/abs/1602.07261">Szegedy et al. 2016, Inception-v4,
 *     Inception-ResNet and the Impact of Residual Connections on Learning, figure 15</a>
 * @see <a
 *     href="https://github.com/huggingface/pytorch-image-models/blob/main/timm/models/inception_resnet_v2.py">timm's
 *     inception_resnet_v2.py</a>
 */
public final class InceptionResNetV2 implements Architecture {
  private static final ImageClasses IMAGENET = new ImageClasses(299, 299, 1000);
  private static final int KINDS = 3;
  private static final int MAX_DEPTH = 1 << 6;
  private static final List<Integer> DEPTHS = List.of(10, 20, 9);

  @Override
  public String modelType() {
    return "inception_resnet_v2";
  }

  @Override
  public Optional<Publication> publication() {
    return Optional.of(
        new Publication(
            "Szegedy et al. 2016",
            "https://arxiv.org/abs/1602.07261",
            "timm",
            List.of(new PublishedNetwork("Inception-ResNet V2", new Config(IMAGENET, DEPTHS)))));
  }

  @Override
  public Config read(Settings settings, ImageClasses image) {
    return new Config(image, settings.integers("depths", DEPTHS));
  }

  /**
   * Settings of an Inception-ResNet V2.
   *
   * @param image rows, columns and classes
   * @param depths numbers of blocks of the three kinds [depths]
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
      return new InceptionResNetV2();
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

    Builder(Config config) {
      layers = new InceptionBuilder(config.image(), 0, false);
      depths = config.depths();
    }

    Graph build() {
      int last = mixed5b("mixed_5b", stem(layers.image()));
      for (int i = 0; i < depths.get(0); i++) {
        last = block35("repeat." + i, last);
      }
      last = mixed6a("mixed_6a", last);
      for (int i = 0; i < depths.get(1); i++) {
        last = block17("repeat_1." + i, last);
      }
      last = mixed7a("mixed_7a", last);
      for (int i = 0; i < depths.get(2); i++) {
        String name = "repeat_2." + i;
        last = relu(name, block8(name, 0.2, last));
      }
      last = block8("block8", 1, last);
      last = layers.convolution("conv2d_7b", layer(1536, 1), last);
      return layers.classified("classif", last);
    }

    private int stem(int image) {
      int last = layers.convolution("conv2d_1a", halving(32), image);
      last = layers.convolution("conv2d_2a", inner(32), last);
      last = layers.convolution("conv2d_2b", layer(64, 3), last);
      last = layers.halved("maxpool_3a", last);
      last = layers.convolution("conv2d_3b", layer(80, 1), last);
      last = layers.convolution("conv2d_4a", inner(192), last);
      return layers.halved("maxpool_5a", last);
    }

    private int mixed5b(String name, int input) {
      int first = layers.convolution(name + ".branch0", layer(96, 1), input);
      int second = layers.branch(name + ".branch1.", input, layer(48, 1), layer(64, 5));
      int third =
          layers.branch(name + ".branch2.", input, layer(64, 1), layer(96, 3), layer(96, 3));
      int fourth = layers.meanBranch(name + ".branch3.1", 64, input);
      return layers.together(name, first, second, third, fourth);
    }

    private int block35(String name, int input) {
      int first = layers.convolution(name + ".branch0", layer(32, 1), input);
      int second = layers.branch(name + ".branch1.", input, layer(32, 1), layer(32, 3));
      int third =
          layers.branch(name + ".branch2.", input, layer(32, 1), layer(48, 3), layer(64, 3));
      return relu(name, added(name, 0.17, input, first, second, third));
    }

    private int mixed6a(String name, int input) {
      int first = layers.convolution(name + ".branch0", halving(384), input);
      int second =
          layers.branch(name + ".branch1.", input, layer(256, 1), layer(256, 3), halving(384));
      return layers.together(name, first, second, layers.halved(name + ".branch2", input));
    }

    private int block17(String name, int input) {
      int first = layers.convolution(name + ".branch0", layer(192, 1), input);
      int second =
          layers.branch(
              name + ".branch1.", input, layer(128, 1), layer(160, 1, 7), layer(192, 7, 1));
      return relu(name, added(name, 0.1, input, first, second));
    }

    private int mixed7a(String name, int input) {
      int first = layers.branch(name + ".branch0.", input, layer(256, 1), halving(384));
      int second = layers.branch(name + ".branch1.", input, layer(256, 1), halving(288));
      int third =
          layers.branch(name + ".branch2.", input, layer(256, 1), layer(288, 3), halving(320));
      int fourth = layers.halved(name + ".branch3", input);
      return layers.together(name, first, second, third, fourth);
    }

    private int block8(String name, double scale, int input) {
      int first = layers.convolution(name + ".branch0", layer(192, 1), input);
      int second =
          layers.branch(
              name + ".branch1.", input, layer(192, 1), layer(224, 1, 3), layer(256, 3, 1));
      return added(name, scale, input, first, second);
    }

    /** Adds the branches, after a convolution 1×1 and scaled, to the input. */
    private int added(String name, double scale, int input, int... branches) {
      int channels = layers.graph().shape(input).channels();
      Convolution convolution =
          Convolution.of(name + ".conv2d.weight", channels, Window.of(1))
              .bias(name + ".conv2d.bias");
      int sums =
          layers
              .graph()
              .add(name + ".conv2d", convolution, layers.together(name + ".branches", branches));
      int scaled =
          scale == 1 ? sums : layers.graph().add(name + ".scaled", Activation.scale(scale), sums);
      Arithmetic sum = new Arithmetic(Arithmetic.Operation.ADD);
      return layers.graph().add(name, sum, scaled, input);
    }

    private int relu(String name, int input) {
      return layers.graph().add(name + ".activation", Activation.RELU, input);
    }
  }
}
