package io.flinkmobilenet.architecture;

import static io.flinkmobilenet.architecture.InceptionBuilder.halving;
import static io.flinkmobilenet.architecture.InceptionBuilder.inner;
import static io.flinkmobilenet.architecture.InceptionBuilder.layer;

import io.flinkmobilenet.graph.Graph;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Inception V3 as data, with parameters named as in torchvision and timm. Each convolution is
 * followed by batch normalisation with an epsilon of 0.001 and ReLU. It has no settings:
 *
 * <pre>
 * layer                      output at 299
 * Conv2d_1a_3x3 3×3/2        149×149×32
 * Conv2d_2a_3x3 3×3          147×147×32
 * Conv2d_2b_3x3 3×3 padded   147×147×64
 * max pool 3×3/2             73×73×64
 * Conv2d_3b_1x1 1×1          73×73×80
 * Conv2d_4a_3x3 3×3          71×71×192
 * max pool 3×3/2             35×35×192
 * Mixed_5b, 5c, 5d           35×35×256, 288, 288   figure 5: 1×1; 5×5; 3×3, 3×3; mean
 * Mixed_6a                   17×17×768             figure 10: 3×3/2; 3×3, 3×3/2; max pool
 * Mixed_6b, 6c, 6d, 6e       17×17×768             figure 6: 1×1; 1×7, 7×1; both twice; mean
 * Mixed_7a                   8×8×1280              3×3/2; 1×7, 7×1, 3×3/2; max pool
 * Mixed_7b, 7c               8×8×2048              figure 7: 1×1; 1×3 beside 3×1; 3×3 and both; mean
 * mean, dense                1000
 * </pre>
 *
 * <p>The means of the modules count padding as zeros, as in torchvision. The auxiliary head {@code
 * AuxLogits}, which only training uses, is left out. torchvision's pretrained weights expect values
 * from −1 to 1: its {@code transform_input} makes them from values normalised with ImageNet's
 * means. So the preprocessing needs means and deviations of 0.5. Images have at least 75 × 75
 * pixels.
 *
 * @see <a href="https://arxiv.org/abs/1512.00567">Szegedy et al. 2015, Rethinking the Inception
 *     Architecture for Computer Vision, table 1</a>
 * @see <a
 *     href="https://pytorch.org/vision/stable/models/generated/torchvision.models.inception_v3.html">inception_v3</a>
 */
public final class InceptionV3 implements Architecture {
  private static final ImageClasses IMAGENET = new ImageClasses(299, 299, 1000);

  @Override
  public String modelType() {
    return "inception_v3";
  }

  @Override
  public boolean trainingOnly(String tensor) {
    return tensor.startsWith("AuxLogits.");
  }

  @Override
  public Optional<Publication> publication() {
    return Optional.of(
        new Publication(
            "Szegedy et al. 2015",
            "https://arxiv.org/abs/1512.00567",
            "torchvision, timm",
            List.of(new PublishedNetwork("Inception V3", new Config(IMAGENET)))));
  }

  @Override
  public Config read(Settings settings, ImageClasses image) {
    return new Config(image);
  }

  /**
   * Settings of an Inception V3.
   *
   * @param image rows, columns and classes
   */
  public record Config(ImageClasses image) implements Configuration {
    @Override
    public Architecture architecture() {
      return new InceptionV3();
    }

    @Override
    public Map<String, Object> settings() {
      return Map.of();
    }

    @Override
    public Optional<Configuration> withClasses(int classes) {
      return Optional.of(new Config(image.withClasses(classes)));
    }

    @Override
    public Graph graph() {
      return new Builder(image).build();
    }
  }

  /** Builds the graph node by node. */
  private static final class Builder {
    private final InceptionBuilder layers;

    Builder(ImageClasses image) {
      layers = new InceptionBuilder(image, 1, true);
    }

    Graph build() {
      int last = layers.convolution("Conv2d_1a_3x3", halving(32), layers.image());
      last = layers.convolution("Conv2d_2a_3x3", inner(32), last);
      last = layers.convolution("Conv2d_2b_3x3", layer(64, 3), last);
      last = layers.halved("maxpool1", last);
      last = layers.convolution("Conv2d_3b_1x1", layer(80, 1), last);
      last = layers.convolution("Conv2d_4a_3x3", inner(192), last);
      last = layers.halved("maxpool2", last);
      last = square("Mixed_5b", 32, last);
      last = square("Mixed_5c", 64, last);
      last = square("Mixed_5d", 64, last);
      last = firstReduction("Mixed_6a", last);
      last = factorised("Mixed_6b", 128, last);
      last = factorised("Mixed_6c", 160, last);
      last = factorised("Mixed_6d", 160, last);
      last = factorised("Mixed_6e", 192, last);
      last = secondReduction("Mixed_7a", last);
      last = expanded("Mixed_7b", last);
      last = expanded("Mixed_7c", last);
      return layers.classified("fc", last);
    }

    /** Figure 5 of the paper. */
    private int square(String name, int poolFilters, int input) {
      int first = layers.convolution(name + ".branch1x1", layer(64, 1), input);
      int second = layers.branch(name + ".branch5x5_", input, layer(48, 1), layer(64, 5));
      int third =
          layers.branch(name + ".branch3x3dbl_", input, layer(64, 1), layer(96, 3), layer(96, 3));
      int fourth = layers.meanBranch(name + ".branch_pool", poolFilters, input);
      return layers.together(name, first, second, third, fourth);
    }

    /** Figure 10. */
    private int firstReduction(String name, int input) {
      int first = layers.convolution(name + ".branch3x3", halving(384), input);
      int second =
          layers.branch(name + ".branch3x3dbl_", input, layer(64, 1), layer(96, 3), halving(96));
      return layers.together(name, first, second, layers.halved(name + ".pool", input));
    }

    /** Figure 6, with filters of 7 rows or columns. */
    private int factorised(String name, int inside, int input) {
      int first = layers.convolution(name + ".branch1x1", layer(192, 1), input);
      int second =
          layers.branch(
              name + ".branch7x7_", input, layer(inside, 1), layer(inside, 1, 7), layer(192, 7, 1));
      int third =
          layers.branch(
              name + ".branch7x7dbl_",
              input,
              layer(inside, 1),
              layer(inside, 7, 1),
              layer(inside, 1, 7),
              layer(inside, 7, 1),
              layer(192, 1, 7));
      int fourth = layers.meanBranch(name + ".branch_pool", 192, input);
      return layers.together(name, first, second, third, fourth);
    }

    private int secondReduction(String name, int input) {
      int first = layers.branch(name + ".branch3x3_", input, layer(192, 1), halving(320));
      int second =
          layers.branch(
              name + ".branch7x7x3_",
              input,
              layer(192, 1),
              layer(192, 1, 7),
              layer(192, 7, 1),
              halving(192));
      return layers.together(name, first, second, layers.halved(name + ".pool", input));
    }

    /** Figure 7. */
    private int expanded(String name, int input) {
      int first = layers.convolution(name + ".branch1x1", layer(320, 1), input);
      int second = layers.branch(name + ".branch3x3_", input, layer(384, 1));
      second = beside(name + ".branch3x3_2", second);
      int third = layers.branch(name + ".branch3x3dbl_", input, layer(448, 1), layer(384, 3));
      third = beside(name + ".branch3x3dbl_3", third);
      int fourth = layers.meanBranch(name + ".branch_pool", 192, input);
      return layers.together(name, first, second, third, fourth);
    }

    private int beside(String name, int input) {
      int row = layers.convolution(name + "a", layer(384, 1, 3), input);
      int column = layers.convolution(name + "b", layer(384, 3, 1), input);
      return layers.together(name, row, column);
    }
  }
}
