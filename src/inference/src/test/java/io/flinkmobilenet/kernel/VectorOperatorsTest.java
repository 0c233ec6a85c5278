package io.flinkmobilenet.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.flinkmobilenet.graph.Activation;
import io.flinkmobilenet.graph.AdaptivePool;
import io.flinkmobilenet.graph.Arithmetic;
import io.flinkmobilenet.graph.ChannelShuffle;
import io.flinkmobilenet.graph.ChannelSlice;
import io.flinkmobilenet.graph.ConstantPadding;
import io.flinkmobilenet.graph.Convolution;
import io.flinkmobilenet.graph.Epilogue;
import io.flinkmobilenet.graph.FeatureShape;
import io.flinkmobilenet.graph.GlobalPool;
import io.flinkmobilenet.graph.LocalResponseNormalisation;
import io.flinkmobilenet.graph.Operator;
import io.flinkmobilenet.graph.ParametricRelu;
import io.flinkmobilenet.graph.Pool;
import io.flinkmobilenet.graph.Reduction;
import io.flinkmobilenet.graph.Resampling;
import io.flinkmobilenet.graph.Softmax;
import io.flinkmobilenet.graph.Window;
import io.flinkmobilenet.kernel.scalar.ScalarOperators;
import io.flinkmobilenet.network.MadeUpWeights;
import io.flinkmobilenet.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Vector kernels of whole operators give the results of the scalar ones, in a memory full of NaN: a
 * read from elsewhere spoils the result, and a write to elsewhere is found.
 */
class VectorOperatorsTest {
  private static final int GAP = 67;
  private static final float TOLERANCE = 1e-5f;

  /** Transformed tiles round more often; sums here are up to 8. */
  private static final float TOLERANCE_OF_TILES = 4e-5f;

  private static final List<Activation.Kind> EXPONENTIAL =
      List.of(Activation.Kind.SIGMOID, Activation.Kind.SILU, Activation.Kind.TANH);

  private static List<Kernels> widths;

  @BeforeAll
  static void loadEveryWidth() {
    assumeTrue(KernelSets.vectorExpected(), "absent: module jdk.incubator.vector");
    widths = KernelSets.everyWidth();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 4, 7, 8, 15, 16, 17, 32, 48, 49})
  void convolveWindowsOfEveryKind(int filters) {
    List<Window> windows =
        List.of(
            Window.of(7).stride(2).padding(3),
            Window.of(5).padding(2),
            Window.of(1, 7).padding(0, 3, 0, 3),
            Window.of(7, 1),
            Window.of(3).dilation(2, 3).padding(2, 3, 2, 3),
            Window.of(2, 3).stride(3, 1).padding(0, 0, 1, 2),
            Window.of(1).stride(2),
            Window.of(1).padding(1));
    for (Window window : windows) {
      for (int channels : new int[] {1, 3, 20}) {
        for (int width : new int[] {7, 13, 33}) {
          FeatureShape input = new FeatureShape(9, width, channels);
          convolve(Convolution.of("w", filters, window).bias("b"), input);
        }
      }
    }
  }

  /** Widths of single windows, of whole tiles and of cut ones; channels of cut vectors. */
  @ParameterizedTest
  @ValueSource(ints = {16, 17, 40, 72})
  void convolveEachChannelWithWindowsOfEveryKind(int channels) {
    List<Window> windows =
        List.of(
            Window.of(5).padding(2),
            Window.of(5).stride(2).padding(2),
            Window.of(7).padding(3),
            Window.of(3).padding(1),
            Window.of(1),
            Window.of(3).dilation(2, 3).padding(2, 3, 2, 3),
            Window.of(2, 3).stride(3, 1).padding(0, 0, 1, 2));
    for (Window window : windows) {
      for (int width : new int[] {7, 13, 33}) {
        FeatureShape input = new FeatureShape(9, width, channels);
        convolve(Convolution.of("w", channels, window).groups(channels).bias("b"), input);
      }
    }
    convolve(
        Convolution.of("w", channels, Window.of(5).padding(2)).groups(channels).bias("b"),
        new FeatureShape(70, 60, channels));
  }

  /** Groups narrower than a vector are joined, also where the joined ones are not a power of 2. */
  @ParameterizedTest
  @CsvSource({
    "8, 64, 64",
    "32, 128, 128",
    "2, 6, 40",
    "3, 48, 51",
    "6, 12, 18",
    "5, 20, 80",
    "4, 4, 64",
    "16, 32, 16"
  })
  void convolveInGroups(int groups, int channels, int filters) {
    List<Window> windows =
        List.of(Window.of(3).padding(1), Window.of(3).stride(2).padding(1), Window.of(1));
    for (Window window : windows) {
      convolve(
          Convolution.of("w", filters, window).groups(groups).bias("b"),
          new FeatureShape(9, 13, channels));
    }
  }

  /** The exponential is limited where floats end. */
  @Test
  void activateFromTheSmallestToTheLargestValues() {
    FeatureShape shape = new FeatureShape(1, 1, 4001);
    for (Activation.Kind kind : EXPONENTIAL) {
      Activation activation = Activation.of(kind);
      for (Kernels kernels : widths) {
        float[] memory = new float[2 * 4001];
        for (int i = 0; i < 4001; i++) {
          memory[i] = (i - 2000) * 0.06f;
        }
        memory[0] = -Float.MAX_VALUE;
        memory[4000] = Float.MAX_VALUE;
        kernels
            .operator(activation, List.of(shape))
            .orElseThrow()
            .run(memory, new int[] {0}, 4001, memory.length);
        for (int i = 0; i < 4001; i++) {
          double expected = activation.apply(memory[i]);
          assertThat((double) memory[4001 + i])
              .as("%s of %s", kind, memory[i])
              .isCloseTo(expected, within(4e-7 * Math.abs(expected) + 2e-36));
        }
      }
    }
  }

  @Test
  void convolveMoreRowsThanABandHas() {
    convolve(
        Convolution.of("w", 24, Window.of(3).padding(1)).bias("b"), new FeatureShape(90, 40, 40));
  }

  /** Maps whose edges are whole tiles and cut ones, in one block and in several. */
  @ParameterizedTest
  @CsvSource({
    "14, 14, 64, 32",
    "13, 17, 48, 80",
    "11, 14, 16, 512",
    "29, 31, 32, 32",
    "41, 58, 64, 64",
    "16, 15, 192, 128"
  })
  void convolveByTiles(int height, int width, int channels, int filters) {
    FeatureShape input = new FeatureShape(height, width, channels);
    List<Window> windows =
        List.of(Window.of(3).padding(1), Window.of(3), Window.of(3).padding(0, 1, 1, 0));
    for (Window window : windows) {
      Convolution layer = Convolution.of("w", filters, window).bias("b");
      assertChosen("WinogradConvolution", layer, input);
      convolve(layer, input, TOLERANCE_OF_TILES);
    }
  }

  /** Other windows, few channels, a map of a few tiles, one whose rows need too much memory. */
  @Test
  void convolveDirectlyWhereTilesDoNotPay() {
    FeatureShape input = new FeatureShape(28, 28, 32);
    Window window = Window.of(3).padding(1);
    for (Window other : List.of(window.stride(2), window.dilation(2, 2), Window.of(5))) {
      assertChosen("VectorConvolution", Convolution.of("w", 32, other).bias("b"), input);
    }
    Convolution layer = Convolution.of("w", 32, window).bias("b");
    assertChosen("WinogradConvolution", layer, input);
    assertChosen("VectorConvolution", layer, new FeatureShape(28, 28, 16));
    assertChosen("VectorConvolution", layer, new FeatureShape(28, 28, 33));
    assertChosen("VectorConvolution", layer, new FeatureShape(4, 4, 32));
    assertChosen("VectorConvolution", layer, new FeatureShape(28, 2200, 32));
  }

  /** Tiles of 4×4 outputs have 36 weights for 9. */
  @Test
  void tellTheAlgorithmAndTheWeightsThatItAdds() {
    FeatureShape input = new FeatureShape(28, 28, 64);
    Convolution layer = Convolution.of("w", 32, Window.of(3).padding(1)).bias("b");
    for (Kernels kernels : widths) {
      OperatorKernel kernel =
          kernels.convolution(layer, input, filters(layer, input)).orElseThrow();
      assertThat(kernel.algorithm()).isEqualTo("Winograd, tiles of 4×4");
      assertThat(kernel.addedWeights()).isEqualTo((36 - 9) * 64 * 32);
    }
  }

  private static void assertChosen(String kernel, Convolution layer, FeatureShape input) {
    for (Kernels kernels : widths) {
      assertThat(kernels.convolution(layer, input, filters(layer, input)).orElseThrow())
          .extracting(found -> found.getClass().getSimpleName())
          .isEqualTo(kernel);
    }
  }

  @Test
  void applyEveryEpilogue() {
    for (Epilogue epilogue : epilogues()) {
      convolve(
          Convolution.of("w", 32, Window.of(3).padding(1)).bias("b").epilogue(epilogue),
          new FeatureShape(14, 15, 32),
          TOLERANCE_OF_TILES);
      for (int size : new int[] {1, 3}) {
        Window window = Window.of(size).padding(size / 2);
        convolve(
            Convolution.of("w", 20, window).bias("b").epilogue(epilogue),
            new FeatureShape(5, 7, 12));
      }
    }
  }

  private static List<Epilogue> epilogues() {
    List<Epilogue> all = new ArrayList<>();
    for (Activation.Kind kind : Activation.Kind.values()) {
      for (Epilogue.Addition addition : Epilogue.Addition.values()) {
        all.add(new Epilogue(new Activation(kind, -0.25, 0.75), addition));
      }
    }
    return all;
  }

  private static void convolve(Convolution layer, FeatureShape input) {
    convolve(layer, input, TOLERANCE);
  }

  private static void convolve(Convolution layer, FeatureShape input, float tolerance) {
    Filters filters = filters(layer, input);
    List<FeatureShape> inputs = inputs(layer, input);
    for (Kernels kernels : widths) {
      Optional<OperatorKernel> tested = kernels.convolution(layer, input, filters);
      compare(
          kernels.name(), layer, inputs, tested.orElseThrow(), weights(layer, input), tolerance);
    }
  }

  private static List<FeatureShape> inputs(Convolution layer, FeatureShape input) {
    return layer.epilogue().adds() ? List.of(input, layer.sums(input)) : List.of(input);
  }

  private static Function<String, Tensor> weights(Convolution layer, FeatureShape input) {
    return MadeUpWeights.of(layer.parameters(inputs(layer, input)), 7);
  }

  private static Filters filters(Convolution layer, FeatureShape input) {
    Function<String, Tensor> weights = weights(layer, input);
    float[] values = weights.apply("w").values();
    int taps = values.length / layer.filters();
    return new Filters(layer.filters(), taps, values, weights.apply("b").values());
  }

  @ParameterizedTest
  @ValueSource(ints = {16, 17, 33, 48})
  void poolWindowsOfEveryKind(int channels) {
    FeatureShape input = new FeatureShape(9, 7, channels);
    List<Window> windows =
        List.of(
            Window.of(3).stride(2).padding(1),
            Window.of(2).stride(2),
            Window.of(1, 5).padding(0, 2, 0, 2),
            Window.of(3).dilation(2, 2).padding(2));
    for (Window window : windows) {
      for (boolean flag : new boolean[] {true, false}) {
        same(new Pool(Reduction.MAX, window, flag, false), input);
        same(new Pool(Reduction.AVERAGE, window, flag, flag), input);
        same(new Pool(Reduction.AVERAGE, window, flag, !flag), input);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {16, 17, 33, 48})
  void poolWholeMapsAndAsManyWindowsAsAsked(int channels) {
    FeatureShape input = new FeatureShape(9, 7, channels);
    for (Reduction reduction : Reduction.values()) {
      same(new GlobalPool(reduction), input);
      same(new AdaptivePool(reduction, 6, 6), input);
      same(new AdaptivePool(reduction, 11, 2), input);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {16, 17, 33, 48})
  void interpolateTowardsMorePixelsAndFewer(int channels) {
    for (Resampling.Interpolation interpolation : Resampling.Interpolation.values()) {
      for (Resampling.Coordinates coordinates : Resampling.Coordinates.values()) {
        FeatureShape input = new FeatureShape(9, 7, channels);
        same(new Resampling(18, 5, interpolation, coordinates), input);
        same(new Resampling(1, 13, interpolation, coordinates), input);
      }
    }
  }

  /** With windows wider than a pixel has channels, and with even ones. */
  @ParameterizedTest
  @ValueSource(ints = {16, 17, 33, 48})
  void normaliseByNeighbouringChannels(int channels) {
    for (int size : new int[] {1, 2, 5, 101}) {
      same(new LocalResponseNormalisation(size, 0.5, 0.75, 2), new FeatureShape(3, 5, channels));
    }
  }

  @Test
  void leaveToOtherKernelsWhatHasNoVectorKernel() {
    FeatureShape map = new FeatureShape(3, 5, 48);
    for (Kernels kernels : widths) {
      assertThat(kernels.operator(new LocalResponseNormalisation(5, 1, 0.6, 1), List.of(map)))
          .isEmpty();
      assertThat(kernels.operator(new ChannelShuffle(3), List.of(map))).isEmpty();
      assertThat(kernels.operator(new ConstantPadding(1, 1, 1, 1, 0), List.of(map))).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {32, 34, 58, 96})
  void moveChannels(int channels) {
    FeatureShape map = new FeatureShape(3, 5, channels);
    same(new ChannelShuffle(2), map);
    same(new ChannelSlice(0, channels / 2), map);
    same(new ChannelSlice(channels / 2, channels), map);
    same(new ChannelSlice(3, 4), map);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 15, 16, 17, 1000})
  void turnLogitsIntoProbabilities(int channels) {
    same(new Softmax(), new FeatureShape(2, 3, channels));
  }

  @ParameterizedTest
  @ValueSource(ints = {16, 17, 33, 48})
  void multiplyNegativeValuesByTheSlopeOfTheirChannel(int channels) {
    FeatureShape map = new FeatureShape(3, 5, channels);
    ParametricRelu relu = new ParametricRelu("slope");
    Function<String, Tensor> weights = MadeUpWeights.of(relu.parameters(List.of(map)), 7);
    for (Kernels kernels : widths) {
      OperatorKernel tested =
          kernels.parametricRelu(map.pixels(), weights.apply("slope").values()).orElseThrow();
      compare(kernels.name(), relu, List.of(map), tested, weights, TOLERANCE);
    }
  }

  @Test
  void computeValueByValue() {
    FeatureShape map = new FeatureShape(3, 5, 19);
    for (Arithmetic.Operation operation : Arithmetic.Operation.values()) {
      same(new Arithmetic(operation), map, map);
      same(new Arithmetic(operation), map, new FeatureShape(1, 1, 19));
    }
    for (Activation.Kind kind : Activation.Kind.values()) {
      same(new Activation(kind, -0.25, 0.75), map);
    }
  }

  private static void same(Operator operator, FeatureShape... inputs) {
    for (Kernels kernels : widths) {
      List<FeatureShape> shapes = List.of(inputs);
      compare(
          kernels.name(),
          operator,
          shapes,
          kernels.operator(operator, shapes).orElseThrow(),
          name -> null,
          TOLERANCE);
    }
  }

  private static void compare(
      String name,
      Operator operator,
      List<FeatureShape> shapes,
      OperatorKernel tested,
      Function<String, Tensor> weights,
      float tolerance) {
    OperatorKernel scalar = new ScalarOperators(weights).of(operator, shapes);
    int[] inputs = new int[shapes.size()];
    int at = GAP;
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = at;
      at += shapes.get(i).elements() + GAP;
    }
    int outputs = operator.output(shapes).elements();
    int output = at;
    int scratch = output + outputs + GAP;
    float[] expected = memory(inputs, shapes, scratch);
    float[] found = memory(inputs, shapes, scratch + tested.scratch() + GAP);
    scalar.run(expected, inputs, output, scratch);
    tested.run(found, inputs, output, scratch);

    for (int i = 0; i < scratch; i++) {
      String what = "%s, %s, index %d of %d".formatted(name, operator, i - output, outputs);
      if (Float.isNaN(expected[i])) {
        assertThat(found[i]).as(what).isNaN();
      } else if (Math.abs(found[i] - expected[i]) > tolerance * (1 + Math.abs(expected[i]))) {
        assertThat(found[i]).as(what).isCloseTo(expected[i], within(tolerance));
      }
    }
    for (int i = scratch + tested.scratch(); i < found.length; i++) {
      assertThat(found[i]).as("behind the working memory of %s", operator).isNaN();
    }
  }

  private static float[] memory(int[] inputs, List<FeatureShape> shapes, int size) {
    float[] memory = new float[size];
    Arrays.fill(memory, Float.NaN);
    Random random = new Random(11);
    for (int i = 0; i < inputs.length; i++) {
      for (int at = inputs[i]; at < inputs[i] + shapes.get(i).elements(); at++) {
        memory[at] = random.nextFloat() * 4 - 2;
      }
    }
    return memory;
  }
}
