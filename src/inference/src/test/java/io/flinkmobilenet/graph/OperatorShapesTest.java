package io.flinkmobilenet.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The shape, the parameters and the multiplications of each operator. */
class OperatorShapesTest {
  private static final FeatureShape MAP = new FeatureShape(7, 9, 6);
  private static final FeatureShape PIXEL = new FeatureShape(1, 1, 6);

  static Stream<Arguments> shapes() {
    Epilogue adds = new Epilogue(Activation.RELU, Epilogue.Addition.BEFORE_ACTIVATION);
    return Stream.of(
        shape(new ImageInput(7, 9, 6), "7×9×6"),
        shape(Convolution.of("w", 5, Window.of(3)), "5×7×5", MAP),
        shape(Convolution.of("w", 5, Window.of(3).padding(1)), "7×9×5", MAP),
        shape(Convolution.of("w", 5, Window.of(3).stride(2).samePadding(MAP)), "4×5×5", MAP),
        shape(Convolution.of("w", 5, Window.of(1, 7)), "7×3×5", MAP),
        shape(Convolution.of("w", 5, Window.of(3).dilation(3, 2)), "1×5×5", MAP),
        shape(Convolution.of("w", 6, Window.of(7, 9)).groups(6), "1×1×6", MAP),
        shape(Convolution.of("w", 6, Window.of(1)).epilogue(adds), "7×9×6", MAP, MAP),
        shape(
            new ConvolutionChain(
                List.of(
                    Convolution.of("a", 5, Window.of(3)),
                    Convolution.of("b", 6, Window.of(1)).epilogue(adds))),
            "5×7×6",
            MAP,
            new FeatureShape(5, 7, 6)),
        shape(Dense.of("w", "b", 10), "1×1×10", PIXEL),
        shape(Dense.of("w", "b", 6).epilogue(adds), "1×1×6", PIXEL, PIXEL),
        shape(new BatchNormalisation("n", 6, 1e-5), "7×9×6", MAP),
        shape(new ScaleAndShift(Optional.of("a"), Optional.empty()), "7×9×6", MAP),
        shape(Activation.of(Activation.Kind.SILU), "7×9×6", MAP),
        shape(new ParametricRelu("s"), "7×9×6", MAP),
        shape(Pool.max(Window.of(3).stride(2)), "3×4×6", MAP),
        shape(new Pool(Reduction.MAX, Window.of(2).stride(2), true, false), "4×5×6", MAP),
        shape(new Pool(Reduction.MAX, Window.of(2).stride(3), true, false), "3×3×6", MAP),
        shape(new GlobalPool(Reduction.AVERAGE), "1×1×6", MAP),
        shape(new AdaptivePool(Reduction.MAX, 3, 12), "3×12×6", MAP),
        shape(new Arithmetic(Arithmetic.Operation.ADD), "7×9×6", MAP, MAP),
        shape(new Arithmetic(Arithmetic.Operation.MULTIPLY), "7×9×6", MAP, PIXEL),
        shape(new Arithmetic(Arithmetic.Operation.SUBTRACT), "7×9×6", PIXEL, MAP),
        shape(new Concatenation(), "7×9×18", MAP, MAP, MAP),
        shape(new ChannelSlice(2, 3), "7×9×1", MAP),
        shape(new ChannelShuffle(3), "7×9×6", MAP),
        shape(new LocalResponseNormalisation(5, 1e-4, 0.75, 1), "7×9×6", MAP),
        shape(new ConstantPadding(1, 2, 3, 4, 0), "11×15×6", MAP),
        shape(resampling(14, 3), "14×3×6", MAP),
        shape(new Flatten(Flatten.Order.CHANNELS_FIRST), "1×1×378", MAP),
        shape(new Softmax(), "7×9×6", MAP));
  }

  private static Arguments shape(Operator operator, String expected, FeatureShape... inputs) {
    return arguments(operator, expected, List.of(inputs));
  }

  private static Resampling resampling(int height, int width) {
    return new Resampling(
        height, width, Resampling.Interpolation.NEAREST, Resampling.Coordinates.HALF_PIXEL);
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void areInferred(Operator operator, String expected, List<FeatureShape> inputs) {
    assertThat(operator.output(inputs)).hasToString(expected);
    assertThat(operator.title()).isNotBlank();
    assertThat(operator.steps(inputs)).isPositive();
  }

  @Test
  void areTestedForEveryOperator() {
    List<Class<?>> tested = shapes().<Class<?>>map(row -> row.get()[0].getClass()).toList();

    assertThat(tested).contains(Operator.class.getPermittedSubclasses());
  }

  @Test
  void ofTheParametersFollowFromTheInput() {
    Convolution convolution =
        Convolution.of("c.weight", 4, Window.of(5, 3))
            .groups(2)
            .bias("c.bias")
            .normalised(new BatchNormalisation("n", 4, 1e-3));

    assertThat(convolution.parameters(List.of(MAP)))
        .map(parameter -> parameter.name() + parameter.shape())
        .containsExactly(
            "c.weight[4, 3, 5, 3]",
            "c.bias[4]",
            "n.weight[4]",
            "n.bias[4]",
            "n.running_mean[4]",
            "n.running_var[4]");
    assertThat(Dense.of("d.weight", "d.bias", 2).parameters(List.of(PIXEL)))
        .map(parameter -> parameter.name() + parameter.shape())
        .containsExactly("d.weight[2, 6]", "d.bias[2]");
  }

  @Test
  void giveTheNumberOfMultiplications() {
    assertThat(Convolution.of("w", 4, Window.of(3)).groups(2).multiplyAdds(List.of(MAP)))
        .isEqualTo(5 * 7 * 4 * 27);
    assertThat(Dense.of("w", "b", 10).multiplyAdds(List.of(PIXEL))).isEqualTo(60);
    assertThat(Pool.max(Window.of(3)).multiplyAdds(List.of(MAP))).isZero();
  }

  @Test
  void padAsTensorFlowDoes() {
    Window window = Window.of(3).stride(2).samePadding(new FeatureShape(224, 225, 3));

    assertThat(Arrays.asList(window.top(), window.left(), window.bottom(), window.right()))
        .containsExactly(0, 1, 1, 1);
  }
}
