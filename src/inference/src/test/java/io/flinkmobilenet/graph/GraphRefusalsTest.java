package io.flinkmobilenet.graph;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every refusal names its node, what was expected and what was found. */
class GraphRefusalsTest {
  private static final int BIG = 1 << 30;

  static Stream<Arguments> refusals() {
    Activation relu = Activation.RELU;
    return Stream.of(
        refusal(Convolution.of("", 5, Window.of(3)), "weights: expected a value, found none"),
        refusal(Convolution.of("w", 0, Window.of(3)), "filters: expected at least 1, found 0"),
        refusal(
            Convolution.of("w", 4, Window.of(3)).groups(4),
            "groups: expected a divisor of 6 channels and 4 filters, found 4"),
        refusal(
            Convolution.of("w", 4, Window.of(8)),
            "rows: expected at least 8 with padding, found 7"),
        refusal(
            Convolution.of("w", 4, Window.of(3).stride(0)), "stride: expected 1 to 32768, found 0"),
        refusal(
            Convolution.of("w", 4, Window.of(3).padding(-1)),
            "padding: expected 0 to 32768, found -1"),
        refusal(
            Convolution.of("w", 4, Window.of(3)).normalised(new BatchNormalisation("n", 3, 0)),
            "normalised channels: expected 4, found 3"),
        refusal(
            Convolution.of("w", 4, Window.of(3))
                .epilogue(new Epilogue(relu, Epilogue.Addition.AFTER_ACTIVATION)),
            "inputs: expected 2, found 1"),
        refusal(
            Convolution.of("w", 1 << 12, Window.of(1 << 14).padding(1 << 13)),
            "shape [4096, 6, 16384, 16384] has more than 2^31 - 1 elements"),
        refusal(Dense.of("w", "b", 3), "input: expected one pixel, 1×1×6, found 7×9×6"),
        refusal(new BatchNormalisation("n", 6, -1), "epsilon: expected 0 to 1, found -1.0"),
        refusal(
            new ScaleAndShift(Optional.empty(), Optional.empty()),
            "names: expected scale or shift, found neither"),
        refusal(Activation.clip(1, 0), "clip: expected least value ≤ largest, found 1.0 > 0.0"),
        refusal(
            Activation.leakyRelu(Double.NaN), "first number: expected a finite float, found NaN"),
        refusal(new ParametricRelu(null), "slope: expected a value, found none"),
        refusal(
            Pool.max(Window.of(3).padding(3)),
            "window of row 0: expected a position on the input, found padding only"),
        refusal(
            Pool.max(Window.of(1, 2).dilation(1, 12).padding(0, 11, 0, 11)),
            "window of column 8: expected a position on the input, found padding only"),
        refusal(new GlobalPool(null), "reduction: expected a value, found none"),
        refusal(
            new AdaptivePool(Reduction.MAX, 0, 1), "output height: expected 1 to 32768, found 0"),
        refusal(new Arithmetic(Arithmetic.Operation.ADD), "inputs: expected 2, found 1"),
        refusal(new ChannelSlice(3, 7), "channels: expected from < to within 0 to 6, found 3 to 7"),
        refusal(new ChannelShuffle(4), "groups: expected a divisor of 6, found 4"),
        refusal(
            new LocalResponseNormalisation(5, 1, 1, 0), "bias: expected greater than 0, found 0.0"),
        refusal(
            new ConstantPadding(0, 0, BIG, 0, 0),
            "rows below: expected 0 to 32768, found 1073741824"),
        refusal(new Resampling(0, 1, null, null), "output height: expected 1 to 32768, found 0"),
        refusal(new Flatten(null), "order: expected a value, found none"),
        refusal(
            new ImageInput(1, 1, 1),
            "position of the image: expected the first node and no other, found a later node"));
  }

  private static Arguments refusal(Operator operator, String message) {
    return arguments(operator, message);
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void nameTheNode(Operator operator, String message) {
    GraphBuilder builder = new GraphBuilder();
    int image = builder.image(7, 9, 6);

    assertThatThrownBy(() -> builder.add("conv1", operator, image))
        .isInstanceOf(InvalidGraphException.class)
        .hasMessage("node conv1 (" + operator.title() + "): " + message);
  }

  @Test
  void nameTheNodeWhoseInputsDoNotFit() {
    GraphBuilder builder = new GraphBuilder();
    int image = builder.image(7, 9, 6);
    int pooled = builder.add("pool", Pool.max(Window.of(2)), image);
    Operator sum = new Arithmetic(Arithmetic.Operation.ADD);

    assertThatThrownBy(() -> builder.add("sum", sum, image, pooled))
        .hasMessage(
            "node sum (add): second input: expected 7×9×6, or 1 for an extent of either,"
                + " found 6×8×6");
    assertThatThrownBy(() -> builder.add("all", new Concatenation(), image, pooled))
        .hasMessage("node all (concatenation): input: expected 7×9×any, found 6×8×6");
    assertThatThrownBy(() -> builder.add("next", new Softmax(), 2))
        .hasMessage("node next (softmax): input: expected a node before it, found index 2");
    assertThatThrownBy(() -> builder.add("pool", new Softmax(), image))
        .hasMessage("node pool (softmax): name: expected one of its own, found it twice");
    assertThatThrownBy(() -> builder.output("logits", 5))
        .hasMessage("output logits: expected a node before it, found index 5");
    assertThatThrownBy(builder::build).hasMessage("graph: expected at least 1 output, found none");
    assertThatThrownBy(() -> builder.output("a", 0).output("a", 1))
        .hasMessage("output a: expected a name of its own, found it twice");
  }

  @Test
  void nameTheParameterWithTwoShapes() {
    GraphBuilder builder = new GraphBuilder();
    int image = builder.image(7, 9, 6);
    builder.add("first", Convolution.of("w", 5, Window.of(3)), image);

    assertThatThrownBy(() -> builder.add("second", Convolution.of("w", 5, Window.of(1)), image))
        .hasMessage(
            "node second (convolution 1×1): parameter w: expected shape [5, 6, 3, 3] of its other"
                + " reader, found [5, 6, 1, 1]");
  }

  @Test
  void nameTheLimit() {
    GraphLimits limits = new GraphLimits(3, 8, 300, 500, 100, 2000);
    GraphBuilder builder = new GraphBuilder(limits);
    int image = builder.image(6, 6, 6);

    assertThatThrownBy(() -> builder.add("a", new ConstantPadding(1, 1, 1, 1, 0), image))
        .hasMessage("node a (padding): values of a map: expected at most 300, found 384");
    assertThatThrownBy(() -> builder.add("a", Convolution.of("w", 9, Window.of(1)), image))
        .hasMessage("node a (convolution 1×1): channels: expected at most 8, found 9");
    assertThatThrownBy(() -> builder.add("a", Convolution.of("w", 2, Window.of(3)), image))
        .hasMessage(
            "node a (convolution 3×3): values of all parameters: expected at most 100, found 108");
  }

  @Test
  void nameTheNodeThatMakesTheGraphTooLarge() {
    GraphBuilder builder = new GraphBuilder(new GraphLimits(3, 8, 300, 500, 100, 2000));
    int image = builder.image(6, 6, 6);
    int first = builder.add("a", Activation.RELU, image);

    assertThatThrownBy(() -> builder.add("b", Pool.max(Window.of(6).padding(1)), first))
        .hasMessage(
            "node b (max pool 6×6): multiply-adds and other steps per image: expected at most"
                + " 2000, found 2376");
    builder.add("b", Activation.RELU, first);
    assertThatThrownBy(() -> builder.add("c", Activation.RELU, image))
        .hasMessage("node c (relu): nodes: expected at most 3, found 4");
    builder.output("first", image).output("last", first + 1);
    assertThatThrownBy(builder::build)
        .hasMessage(
            "graph: values of maps needed at the same time: expected at most 500, found 648");
  }
}
