package io.flinkmobilenet.architecture;

import io.flinkmobilenet.graph.BatchNormalisation;
import io.flinkmobilenet.graph.Concatenation;
import io.flinkmobilenet.graph.Convolution;
import io.flinkmobilenet.graph.Dense;
import io.flinkmobilenet.graph.GlobalPool;
import io.flinkmobilenet.graph.Graph;
import io.flinkmobilenet.graph.GraphBuilder;
import io.flinkmobilenet.graph.Reduction;
import io.flinkmobilenet.graph.Window;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * NASNet-A as data, with parameters named as in {@code nasnetamobile} of pretrained-models.pytorch.
 * A cell reads the two cells before it. Each of its five sums has two summands: separable
 * convolutions ("sep", ReLU before and batch normalisation after, twice), pools 3×3 or a map as it
 * is. With a the last map and b the one before it, after convolutions 1×1:
 *
 * <pre>
 * normal cell                   reduction cell, stride 2
 * 0  sep 5×5 a + sep 3×3 b      sep 5×5 a + sep 7×7 b
 * 1  sep 5×5 b + sep 3×3 b      max a     + sep 7×7 b
 * 2  mean a    + b              mean a    + sep 5×5 b
 * 3  mean b    + mean b         mean of 0 + sum 1
 * 4  sep 3×3 a + a              sep 3×3 of 0 + max a
 * output: b, 0, 1, 2, 3, 4      output: 1, 2, 3, 4
 *
 * NASNet-A (4 @ 1056)     output at 224
 * conv0 3×3/2             111×111×32
 * 2 reduction cells       56×56×44, 28×28×88
 * 4 normal cells          28×28×264
 * reduction cell          14×14×352
 * 4 normal cells          14×14×528
 * reduction cell          7×7×704
 * 4 normal cells          7×7×1056
 * ReLU, mean, dense       1000
 * </pre>
 *
 * <p>Where b is twice as large as a, it is halved: its even and its odd pixels go through two
 * convolutions 1×1. Padding is TensorFlow's; means do not count it. This project defines the {@code
 * config.json}: {@code stem_filters}, {@code penultimate_filters} and {@code cells}, the number of
 * normal cells in a row.
 *
 * @see <a href="https://arxiv.org/abs/1707.07012">Zoph et al. 2017, Learning Transferable
 *     Architectures for Scalable Image Recognition, figure 4 and appendix A.4</a>
 * @see <a href="https://github.com/Cadene/pretrained-models.pytorch">pretrained-models.pytorch</a>
 */
public final class NasNet implements Architecture {
  private static final int RGB = 3;
  private static final int MAX_CHANNELS = 1 << 12;
  private static final int STAGES = 3;

  /** Cells are numbered as in the large network, which has six in a row. */
  private static final int MAX_CELLS = 6;

  /** Channels of the last cell per filter of the first one. */
  private static final int RATIO = 24;

  /** The first cell of all has a quarter of the filters. */
  private static final int DIVISOR = 4 * RATIO;

  @Override
  public String modelType() {
    return "nasnet";
  }

  @Override
  public Optional<Publication> publication() {
    return Optional.of(
        new Publication(
            "Zoph et al. 2017",
            "https://arxiv.org/abs/1707.07012",
            "pretrained-models.pytorch",
            List.of(
                new PublishedNetwork(
                    "NASNet-A mobile", new Config(ImageClasses.IMAGENET, 32, 1056, 4)))));
  }

  @Override
  public Config read(Settings settings, ImageClasses image) {
    return new Config(
        image,
        settings.integer("stem_filters", 32),
        settings.integer("penultimate_filters", 1056),
        settings.integer("cells", 4));
  }

  /**
   * Settings of a NASNet-A, with the names of {@code config.json} in brackets.
   *
   * @param image rows, columns and classes
   * @param stem channels of the first convolution [stem_filters]
   * @param last channels of the last cell, a multiple of 96 [penultimate_filters]
   * @param cells normal cells in a row, 1 to 6 [cells]
   */
  public record Config(ImageClasses image, int stem, int last, int cells) implements Configuration {
    /** Checks each setting. */
    public Config {
      SettingCheck.require(stem >= 1 && stem <= MAX_CHANNELS, "stem_filters", stem);
      SettingCheck.require(
          last >= DIVISOR && last <= MAX_CHANNELS && last % DIVISOR == 0,
          "penultimate_filters",
          last);
      SettingCheck.require(cells >= 1 && cells <= MAX_CELLS, "cells", cells);
    }

    @Override
    public Architecture architecture() {
      return new NasNet();
    }

    @Override
    public Map<String, Object> settings() {
      return Map.of("stem_filters", stem, "penultimate_filters", last, "cells", cells);
    }

    @Override
    public Optional<Configuration> withClasses(int classes) {
      ImageClasses other = image.withClasses(classes);
      return Optional.of(new Config(other, stem, last, cells));
    }

    @Override
    public Graph graph() {
      return new Builder(this).build();
    }
  }

  /** Builds the graph node by node. */
  private static final class Builder {
    private final GraphBuilder graph = new GraphBuilder();
    private final NasNetLayers layers = new NasNetLayers(graph);
    private final Config config;

    Builder(Config config) {
      this.config = config;
    }

    Graph build() {
      ImageClasses image = config.image();
      int filters = config.last() / RATIO;
      int input = graph.image(image.height(), image.width(), RGB);
      Convolution first =
          Convolution.of("conv0.conv.weight", config.stem(), Window.of(3).stride(2))
              .normalised(new BatchNormalisation("conv0.bn", config.stem(), NasNetLayers.EPSILON));
      int stem = graph.add("conv0", first, input);
      int before = stemCell(filters / 4, stem);
      String name = "cell_stem_1";
      int point = layers.point(name + ".conv_1x1", filters / 2, before);
      int last = reduction(name, filters / 2, point, layers.halved(name, filters / 2, stem));
      for (int stage = 0; stage < STAGES; stage++) {
        int width = filters << stage;
        if (stage > 0) {
          name = "reduction_cell_" + (stage - 1);
          int left = layers.point(name + ".conv_prev_1x1", width, before);
          int right = layers.point(name + ".conv_1x1", width, last);
          before = last;
          last = reduction(name, width, right, left);
        }
        for (int cell = 0; cell < config.cells(); cell++) {
          name = "cell_" + (stage * MAX_CELLS + cell);
          int left =
              cell == 0
                  ? layers.halved(name, width, before)
                  : layers.point(name + ".conv_prev_1x1", width, before);
          int right = layers.point(name + ".conv_1x1", width, last);
          before = last;
          last = normal(name, width, right, left);
        }
      }
      int features = graph.add("features", new GlobalPool(Reduction.AVERAGE), layers.relu(last));
      Dense head = Dense.of("last_linear.weight", "last_linear.bias", image.classes());
      int logits = graph.add("last_linear", head, features);
      return graph.output("features", features).output("logits", logits).build();
    }

    private int normal(String name, int width, int a, int b) {
      String sum = name + ".comb_iter_";
      int zero =
          layers.sum(
              sum + 0,
              layers.separable(sum + "0_left", width, width, 5, 1, a),
              layers.separable(sum + "0_right", width, width, 3, 1, b));
      int one =
          layers.sum(
              sum + 1,
              layers.separable(sum + "1_left", width, width, 5, 1, b),
              layers.separable(sum + "1_right", width, width, 3, 1, b));
      int two = layers.sum(sum + 2, layers.pool(sum + "2_left", Reduction.AVERAGE, 1, a), b);
      int mean = layers.pool(sum + "3_left", Reduction.AVERAGE, 1, b);
      int three = layers.sum(sum + 3, mean, mean);
      int four = layers.sum(sum + 4, layers.separable(sum + "4_left", width, width, 3, 1, a), a);
      return graph.add(name, new Concatenation(), b, zero, one, two, three, four);
    }

    private int reduction(String name, int width, int a, int b) {
      return reduction(name, width, graph.shape(b).channels(), a, b);
    }

    /** The first separable convolutions of the first cell change the channels. */
    private int stemCell(int width, int stem) {
      int point = layers.point("cell_stem_0.conv_1x1", width, stem);
      return reduction("cell_stem_0", width, width, point, stem);
    }

    private int reduction(String name, int width, int middle, int a, int b) {
      String sum = name + ".comb_iter_";
      int zero =
          layers.sum(
              sum + 0,
              layers.separable(sum + "0_left", width, width, 5, 2, a),
              layers.separable(sum + "0_right", middle, width, 7, 2, b));
      int max = layers.pool(sum + "1_left", Reduction.MAX, 2, a);
      int one = layers.sum(sum + 1, max, layers.separable(sum + "1_right", middle, width, 7, 2, b));
      int two =
          layers.sum(
              sum + 2,
              layers.pool(sum + "2_left", Reduction.AVERAGE, 2, a),
              layers.separable(sum + "2_right", middle, width, 5, 2, b));
      int three =
          layers.sum(sum + 3, layers.pool(sum + "3_right", Reduction.AVERAGE, 1, zero), one);
      int four =
          layers.sum(sum + 4, layers.separable(sum + "4_left", width, width, 3, 1, zero), max);
      return graph.add(name, new Concatenation(), one, two, three, four);
    }
  }
}
