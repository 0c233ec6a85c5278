package io.flinkmobilenet.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.flinkmobilenet.graph.Activation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Vector kernels of every width give the results of the scalar kernels. */
class VectorKernelsTest {
  private static final Kernels SCALAR = new ScalarKernels();
  private static final float[] PADDING = {127.5f, -3, 1e3f};

  /** Those of tiles, and those of a pass after them. */
  private static final List<Activation> ACTIVATIONS =
      List.of(
          Activation.LINEAR,
          Activation.RELU,
          Activation.RELU6,
          Activation.of(Activation.Kind.HARD_SWISH),
          Activation.of(Activation.Kind.SILU));

  /** Number of outputs that stands for a bottleneck that ends with the depthwise convolution. */
  private static final int NO_PROJECTION = 0;

  private static List<Kernels> widths;

  @BeforeAll
  static void loadEveryWidth() {
    assumeTrue(KernelSets.vectorExpected(), "absent: module jdk.incubator.vector");
    widths = KernelSets.everyWidth();
  }

  @Test
  void areThere() {
    assertThat(widths)
        .extracting(Kernels::name)
        .containsExactly("vector-128", "vector-256", "vector-512");
  }

  /** Channels around the multiples of 4, 8 and 16 lanes, for one vector and for pairs. */
  @ParameterizedTest
  @ValueSource(ints = {1, 3, 4, 5, 7, 8, 9, 12, 15, 16, 17, 24, 31, 32, 33, 40, 48, 49, 72, 144})
  void multiplyPixelsByMatrices(int channels) {
    // Pixels around the multiples of the tiles' pixels, up to 7, and of the blocks' 98 pixels.
    for (int pixels :
        new int[] {1, 2, 3, 4, 5, 6, 7, 8, 11, 12, 13, 18, 19, 24, 49, 97, 98, 99, 203}) {
      for (int depth : new int[] {1, 8, 27}) {
        pointwise(pixels, depth, channels, Activation.RELU6, false);
        pointwise(pixels, depth, channels, Activation.of(Activation.Kind.SILU), false);
        pointwise(pixels, depth, channels, Activation.LINEAR, false);
        pointwise(pixels, depth, channels, Activation.LINEAR, true);
      }
    }
  }

  @Test
  void multiplyPixelsByMatricesTooLargeForTheCache() {
    pointwise(49, 300, 56, Activation.RELU6, false);
    pointwise(196, 96, 100, Activation.LINEAR, true);
  }

  private static void pointwise(
      int pixels, int depth, int channels, Activation activation, boolean adds) {
    KernelTrial trial = new KernelTrial(pixels * 31L + depth);
    Filters filters = trial.filters(channels, depth);
    Kernel scalar = SCALAR.pointwise(pixels, filters, activation);
    for (Kernels kernels : widths) {
      trial.compare(
          "%s, %d pixels, %d to %d channels, %s"
              .formatted(kernels.name(), pixels, depth, channels, activation),
          kernels.pointwise(pixels, filters, activation),
          scalar,
          pixels * depth,
          pixels * channels,
          depth,
          adds);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 4, 5, 8, 15, 16, 17, 24, 32, 33, 72, 125, 128})
  void convolveEachChannel(int channels) {
    for (ConvGeometry window : Stream.concat(windows(), largeWindows()).toList()) {
      for (Activation activation : ACTIVATIONS) {
        KernelTrial trial = new KernelTrial(channels);
        Filters filters = trial.filters(channels, window.taps());
        for (Kernels kernels : widths) {
          trial.compare(
              kernels.name() + ", " + channels + " channels, " + window,
              kernels.depthwise(window, filters, activation),
              SCALAR.depthwise(window, filters, activation),
              window.inputPixels() * channels,
              window.outputPixels() * channels,
              window.taps(),
              false);
        }
      }
    }
  }

  /** Channels around the multiples of the lanes, with and without expansion. */
  @ParameterizedTest
  @ValueSource(ints = {1, 8, 16, 24, 32, 40})
  void fuseBottlenecks(int channels) {
    for (ConvGeometry window : windows().toList()) {
      bottleneck(window, channels, 6 * channels, channels);
      bottleneck(window, channels, 6 * channels + 1, 17);
      bottleneck(window, channels, 0, 9);
      bottleneck(window, channels, 0, NO_PROJECTION);
      bottleneck(window, channels, 6 * channels + 1, NO_PROJECTION);
    }
    for (ConvGeometry window : largeWindows().toList()) {
      bottleneck(window, channels, 3 * channels, channels);
      bottleneck(window, channels, 3 * channels + 1, NO_PROJECTION);
    }
  }

  /** Activations for which there are no tiles, in every layer of a bottleneck. */
  @ParameterizedTest
  @EnumSource
  void activateInBottlenecks(Activation.Kind kind) {
    Activation activation = new Activation(kind, 0.25, 0.5);
    for (ConvGeometry window : Stream.concat(windows(), largeWindows()).toList()) {
      bottleneck(window, 9, 25, 17, activation, activation);
      bottleneck(window, 16, 0, 5, activation, activation);
      bottleneck(window, 16, 48, NO_PROJECTION, activation, activation);
    }
  }

  @Test
  void fuseBottlenecksInSeveralSteps() {
    bottleneck(new ConvGeometry(28, 56, 1, 1, 1, 28, 56), 24, 144, 24);
    bottleneck(new ConvGeometry(29, 57, 2, 0, 0, 15, 29), 16, 96, 24);
    bottleneck(new ConvGeometry(16, 112, 1, 1, 1, 16, 112), 32, 0, 16);
    bottleneck(new ConvGeometry(15, 31, 2, 1, 1, 8, 16), 128, 0, 40);
    bottleneck(new ConvGeometry(28, 56, 1, 1, 1, 28, 56), 24, 144, NO_PROJECTION);
    bottleneck(new ConvGeometry(15, 31, 2, 1, 1, 8, 16), 128, 0, NO_PROJECTION);
    bottleneck(new ConvGeometry(5, 28, 56, 1, 2, 2, 28, 56), 24, 144, 24);
    bottleneck(new ConvGeometry(5, 57, 57, 2, 2, 2, 29, 29), 16, 96, NO_PROJECTION);
    bottleneck(new ConvGeometry(7, 30, 61, 2, 3, 3, 15, 31), 16, 72, 24);
  }

  /** Rows with a gap between the pixels, and weights that do not stay in the cache. */
  @Test
  void fuseBottlenecksWithManyWeights() {
    bottleneck(new ConvGeometry(7, 7, 1, 1, 1, 7, 7), 1024, 0, 520);
  }

  /**
   * Compares one bottleneck.
   *
   * @param expanded channels between the layers; 0 for no expansion
   * @param outputs channels of the projection, or {@link #NO_PROJECTION}
   */
  private static void bottleneck(ConvGeometry window, int channels, int expanded, int outputs) {
    bottleneck(window, channels, expanded, outputs, Activation.RELU6, Activation.LINEAR);
  }

  private static void bottleneck(
      ConvGeometry window,
      int channels,
      int expanded,
      int outputs,
      Activation activation,
      Activation last) {
    KernelTrial trial = new KernelTrial(channels * 31L + expanded);
    int between = expanded == 0 ? channels : expanded;
    Optional<ConvLayer> expand =
        expanded == 0
            ? Optional.empty()
            : Optional.of(new ConvLayer(trial.filters(expanded, channels), activation));
    Bottleneck block =
        new Bottleneck(
            expand,
            window,
            new ConvLayer(trial.filters(between, window.taps()), activation),
            outputs == NO_PROJECTION
                ? Optional.empty()
                : Optional.of(new ConvLayer(trial.filters(outputs, between), last)));
    boolean adds = window.stride() == 1 && outputs == channels && last.linear();
    for (Kernels kernels : widths) {
      trial.compare(
          "%s, %d to %d to %d channels, %s"
              .formatted(kernels.name(), channels, between, outputs, window),
          kernels.bottleneck(block),
          SCALAR.bottleneck(block),
          window.inputPixels() * channels,
          window.outputPixels() * block.outputs(),
          window.taps() * between * (channels + 2),
          adds);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 8, 16, 24, 32, 33, 48})
  void convolvePixels(int channels) {
    for (ConvGeometry window : windows().toList()) {
      KernelTrial trial = new KernelTrial(channels);
      for (Activation activation : ACTIVATIONS) {
        ConvLayer convolution = new ConvLayer(trial.filters(channels, 27), activation);
        for (Kernels kernels : widths) {
          trial.compare(
              kernels.name() + ", " + channels + " channels, " + window,
              kernels.convolution3x3(window, convolution, PADDING),
              SCALAR.convolution3x3(window, convolution, PADDING),
              window.inputPixels() * 3,
              window.outputPixels() * channels);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 8, 16, 24, 33})
  void fuseTheStem(int channels) {
    for (ConvGeometry window : windows().toList()) {
      stem(window, channels, List.of());
      stem(window, channels, List.of(0));
      stem(window, channels, List.of(0, 0));
      stem(window, channels, List.of(0, 40));
      stem(window, channels, List.of(6 * channels));
      stem(window, channels, List.of(0, 40, 40));
      stem(window, channels, NO_PROJECTION, List.of(0));
    }
  }

  @Test
  void fuseTheStemInSeveralSteps() {
    stem(new ConvGeometry(120, 224, 2, 0, 0, 60, 112), 32, List.of(0, 96));
    stem(new ConvGeometry(120, 224, 2, 0, 0, 60, 112), 32, List.of(0, 0));
  }

  /** Pixels of 128 channels have a gap between them where a depthwise convolution reads them. */
  @Test
  void fuseTheStemWithBottlenecksWithoutExpansion() {
    for (int outputs : new int[] {5, 16, 17, 64, 128}) {
      ConvGeometry window = new ConvGeometry(60, 62, 2, 0, 0, 30, 31);
      stem(window, 32, outputs, List.of(0, 0, 0, 0));
      stem(window, 9, outputs, List.of(0, 40, 0, 0));
      stem(new ConvGeometry(11, 9, 2, 1, 1, 6, 5), 16, outputs, List.of(0, 0, 0));
    }
  }

  /**
   * Compares a convolution of pixels followed by bottlenecks, the second one with stride 2.
   *
   * @param expanded channels within each bottleneck; 0 for no expansion
   */
  private static void stem(ConvGeometry window, int channels, List<Integer> expanded) {
    stem(window, channels, 17, expanded);
  }

  private static void stem(ConvGeometry window, int channels, int outputs, List<Integer> expanded) {
    KernelTrial trial = new KernelTrial(channels * 31L + expanded.size());
    ConvLayer convolution = new ConvLayer(trial.filters(channels, 27), Activation.RELU6);
    List<Bottleneck> blocks = new ArrayList<>();
    int rows = window.outputHeight();
    int columns = window.outputWidth();
    int inputs = channels;
    for (int between : expanded) {
      int stride = blocks.size() == 1 ? 2 : 1;
      int nextRows = (rows + stride - 1) / stride;
      int nextColumns = (columns + stride - 1) / stride;
      // The weights keep the magnitude of the values, so that differences do not add up.
      blocks.add(
          new Bottleneck(
              between == 0 ? Optional.empty() : Optional.of(small(trial, between, inputs)),
              new ConvGeometry(rows, columns, stride, 1, 1, nextRows, nextColumns),
              small(trial, between == 0 ? inputs : between, 9),
              outputs == NO_PROJECTION
                  ? Optional.empty()
                  : Optional.of(small(trial, outputs, between == 0 ? inputs : between))));
      rows = nextRows;
      columns = nextColumns;
      inputs = blocks.get(blocks.size() - 1).outputs();
    }
    for (Kernels kernels : widths) {
      trial.compare(
          "%s, %d, then %s and %d channels, %s"
              .formatted(kernels.name(), channels, expanded, outputs, window),
          kernels.stem(window, convolution, PADDING, blocks),
          SCALAR.stem(window, convolution, PADDING, blocks),
          window.inputPixels() * 3,
          rows * columns * inputs);
    }
  }

  private static ConvLayer small(KernelTrial trial, int count, int taps) {
    return new ConvLayer(
        new Filters(count, taps, trial.floats(count * taps, 2f / taps), trial.floats(count, 2)),
        Activation.RELU6);
  }

  /** Every kind of border, in maps from a single pixel to several tiles. */
  private static Stream<ConvGeometry> windows() {
    return Stream.of(
        new ConvGeometry(1, 1, 1, 1, 1, 1, 1),
        new ConvGeometry(1, 1, 2, 1, 1, 1, 1),
        new ConvGeometry(2, 3, 1, 1, 1, 2, 3),
        new ConvGeometry(2, 2, 2, 0, 0, 1, 1),
        new ConvGeometry(3, 4, 2, 1, 0, 2, 2),
        new ConvGeometry(5, 6, 1, 1, 1, 5, 6),
        new ConvGeometry(7, 7, 1, 1, 1, 7, 7),
        new ConvGeometry(6, 8, 2, 0, 0, 3, 4),
        new ConvGeometry(7, 9, 2, 1, 1, 4, 5),
        new ConvGeometry(8, 8, 2, 1, 1, 4, 4),
        new ConvGeometry(9, 20, 2, 1, 0, 5, 10),
        new ConvGeometry(4, 31, 1, 1, 1, 4, 31));
  }

  /** The same with windows of 5×5 and 7×7. */
  private static Stream<ConvGeometry> largeWindows() {
    return Stream.of(
        new ConvGeometry(5, 1, 1, 1, 2, 2, 1, 1),
        new ConvGeometry(5, 2, 3, 2, 1, 1, 1, 2),
        new ConvGeometry(5, 7, 7, 1, 2, 2, 7, 7),
        new ConvGeometry(5, 9, 20, 2, 1, 2, 5, 10),
        new ConvGeometry(5, 6, 18, 1, 2, 2, 6, 18),
        new ConvGeometry(7, 3, 4, 1, 3, 3, 3, 4),
        new ConvGeometry(7, 9, 21, 2, 3, 2, 5, 11));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 4, 7, 8, 15, 16, 17, 33, 40, 1280})
  void averageEachChannel(int channels) {
    KernelTrial trial = new KernelTrial(channels);
    for (int pixels : new int[] {1, 4, 49}) {
      for (Kernels kernels : widths) {
        trial.compare(
            kernels.name() + ", " + pixels + " pixels, " + channels + " channels",
            kernels.globalAveragePool(pixels, channels),
            SCALAR.globalAveragePool(pixels, channels),
            pixels * channels,
            channels,
            pixels,
            false);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 16, 31, 33, 127, 128, 129, 965, 1001})
  void classify(int classes) {
    KernelTrial trial = new KernelTrial(classes);
    for (int depth : new int[] {1, 8, 160, 259}) {
      Filters filters = trial.filters(classes, depth);
      for (Kernels kernels : widths) {
        trial.compare(
            kernels.name() + ", " + depth + " features, " + classes + " classes",
            kernels.dense(filters),
            SCALAR.dense(filters),
            depth,
            classes,
            depth,
            false);
      }
    }
  }
}
