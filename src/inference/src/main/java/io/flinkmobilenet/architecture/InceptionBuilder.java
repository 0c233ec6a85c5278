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

/**
 * Layers that the later Inception networks share. Each convolution {@code <name>.conv} is followed
 * by batch normalisation {@code <name>.bn} with an epsilon of 0.001 and by ReLU.
 */
final class InceptionBuilder {
  private static final int RGB = 3;

  /** Rows and columns of every pool. */
  private static final int POOL = 3;

  private final GraphBuilder graph = new GraphBuilder();
  private final ImageClasses image;
  private final int firstNumber;
  private final boolean countPadding;

  /**
   * Creates a builder.
   *
   * @param image rows, columns and classes
   * @param firstNumber number of the first layer of a branch
   * @param countPadding whether means count padding as zeros
   */
  InceptionBuilder(ImageClasses image, int firstNumber, boolean countPadding) {
    this.image = image;
    this.firstNumber = firstNumber;
    this.countPadding = countPadding;
  }

  /** A convolution of a branch. */
  record Layer(int filters, Window window) {}

  /** Returns a convolution that keeps rows and columns. */
  static Layer layer(int filters, int size) {
    return layer(filters, size, size);
  }

  /** Returns a convolution that keeps rows and columns. */
  static Layer layer(int filters, int height, int width) {
    Window window = Window.of(height, width);
    return new Layer(filters, window.padding(height / 2, width / 2, height / 2, width / 2));
  }

  /** Returns a convolution 3×3 without padding. */
  static Layer inner(int filters) {
    return new Layer(filters, Window.of(POOL));
  }

  /** Returns a convolution 3×3 without padding that halves rows and columns. */
  static Layer halving(int filters) {
    return new Layer(filters, Window.of(POOL).stride(2));
  }

  GraphBuilder graph() {
    return graph;
  }

  int image() {
    return graph.image(image.height(), image.width(), RGB);
  }

  int convolution(String name, Layer layer, int input) {
    Convolution convolution =
        Convolution.of(name + ".conv.weight", layer.filters(), layer.window())
            .normalised(new BatchNormalisation(name + ".bn", layer.filters(), 1e-3));
    return graph.add(name + ".activation", Activation.RELU, graph.add(name, convolution, input));
  }

  /** Adds convolutions one after another, with a number after the prefix. */
  int branch(String prefix, int input, Layer... layers) {
    int last = input;
    for (int i = 0; i < layers.length; i++) {
      last = convolution(prefix + (firstNumber + i), layers[i], last);
    }
    return last;
  }

  /** Adds a mean over 3×3, with stride 1, and a convolution 1×1. */
  int meanBranch(String name, int filters, int input) {
    Window around = Window.of(POOL).padding(1);
    Pool pool = new Pool(Reduction.AVERAGE, around, false, countPadding);
    return convolution(name, layer(filters, 1), graph.add(name + ".pool", pool, input));
  }

  /** Adds a pool of the largest values that halves rows and columns. */
  int halved(String name, int input) {
    return graph.add(name, Pool.max(Window.of(POOL).stride(2)), input);
  }

  int together(String name, int... branches) {
    return graph.add(name, new Concatenation(), branches);
  }

  /** Adds the mean over all pixels and a dense layer, and returns the graph. */
  Graph classified(String dense, int last) {
    int features = graph.add("features", new GlobalPool(Reduction.AVERAGE), last);
    Dense layer = Dense.of(dense + ".weight", dense + ".bias", image.classes());
    int logits = graph.add(dense, layer, features);
    return graph.output("features", features).output("logits", logits).build();
  }
}
