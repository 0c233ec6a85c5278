package io.flinkmobilenet.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinkmobilenet.architecture.MobileNetV2;
import io.flinkmobilenet.kernel.KernelProvider;
import io.flinkmobilenet.kernel.Kernels;
import io.flinkmobilenet.simd.KernelChoice;
import io.flinkmobilenet.tensor.Shape;
import io.flinkmobilenet.tensor.Tensor;
import java.util.Arrays;
import java.util.function.Function;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanTest {
  /** Values that cannot be confused with zero padding of the raw pixels. */
  private static final InputNormalisation NORMALISATION =
      new InputNormalisation(
          1 / 255f, new float[] {0.485f, 0.456f, 0.406f}, new float[] {0.229f, 0.224f, 0.225f});

  private static final String WEIGHT = "mobilenet_v2.layer.3.conv_3x3.convolution.weight";

  @ParameterizedTest
  @CsvSource({
    "SCALAR, TENSORFLOW, 0.35, 32, 32, 7",
    "SCALAR, SYMMETRIC, 0.35, 33, 45, 10",
    "SCALAR, TENSORFLOW, 0.35, 97, 97, 7",
    "AUTO, TENSORFLOW, 0.35, 32, 32, 7",
    "AUTO, SYMMETRIC, 0.35, 33, 45, 10",
    "AUTO, TENSORFLOW, 0.35, 97, 97, 1001",
    "AUTO, SYMMETRIC, 1.4, 64, 49, 33",
    "AUTO, TENSORFLOW, 0.2, 1, 1, 1",
    "AUTO, TENSORFLOW, 0.75, 3, 50, 965",
  })
  void givesWhatTheLongWayGivesInDoublePrecision(
      KernelChoice choice, Padding padding, double width, int rows, int columns, int classes) {
    Network network =
        MobileNetV2.network(
            new MobileNetV2.Config(
                width, rows, columns, classes, padding, 1e-5, true, 6, true, 8, 8));
    Function<String, Tensor> parameters = SeededParameters.of(network);
    byte[] rgb = SeededParameters.image(rows * columns * 3, 1);
    double[] expected = new NaiveNetwork(network, padding, parameters, NORMALISATION).run(rgb);

    assertThat(logits(network, parameters, choice, rgb))
        .usingComparatorWithPrecision(1e-4f)
        .containsExactly(rounded(expected));
  }

  @Test
  void runsWhatIsLeftOfANetworkThatIsCutOffAfterAnyBlock() {
    Network whole = MobileNetV2.network(MobileNetV2.Config.of(0.35, 33, 7));
    Function<String, Tensor> parameters = SeededParameters.of(whole);
    byte[] rgb = SeededParameters.image(33 * 33 * 3, 1);

    for (int blocks = 1; blocks <= whole.blocks().size(); blocks++) {
      Network part = new Network(whole.blocks().subList(0, blocks));
      assertThat(logits(part, parameters, KernelChoice.AUTO, rgb))
          .as("after block %d", blocks)
          .usingComparatorWithPrecision(1e-4f)
          .containsExactly(logits(part, parameters, KernelChoice.SCALAR, rgb));
    }
  }

  @Test
  void refusesWeightsThatExceedFloatsOnceFolded() {
    Network network = MobileNetV2.network(MobileNetV2.Config.of(0.35, 32, 7));
    Function<String, Tensor> parameters = SeededParameters.of(network);
    Function<String, Tensor> huge =
        name ->
            name.equals(WEIGHT) ? filled(parameters.apply(name), 3.4e38f) : parameters.apply(name);

    assertThatThrownBy(
            () -> Plan.compile(network, huge, NORMALISATION, kernels(KernelChoice.SCALAR)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(WEIGHT + ": expected floats");
  }

  private static Tensor filled(Tensor tensor, float value) {
    float[] values = new float[tensor.values().length];
    Arrays.fill(values, value);
    return new Tensor(tensor.shape(), values);
  }

  @Test
  void padsWithWhatIsZeroAfterNormalisation() {
    // Only the stem, on a black image: the windows of the corner pixel reach over the border.
    Network network =
        new Network(MobileNetV2.network(MobileNetV2.Config.of(0.2, 5, 2)).blocks().subList(0, 1));
    Function<String, Tensor> parameters = SeededParameters.of(network);
    byte[] rgb = new byte[5 * 5 * 3];
    Plan plan = Plan.compile(network, parameters, NORMALISATION, kernels(KernelChoice.AUTO));
    Classifier classifier = new Classifier(plan);
    classifier.run(rgb);

    float[] atCorner = classifier.logits().clone();
    double[] expected =
        new NaiveNetwork(network, Padding.TENSORFLOW, parameters, NORMALISATION).run(rgb);
    for (int n = 0; n < expected.length; n++) {
      assertThat(atCorner[n]).isCloseTo((float) expected[n], within());
    }
  }

  @Test
  void namesATensorThatIsMissingOrOfAnotherShape() {
    Network network = MobileNetV2.network(MobileNetV2.Config.of(0.35, 32, 7));
    Function<String, Tensor> parameters = SeededParameters.of(network);
    Kernels scalar = kernels(KernelChoice.SCALAR);

    assertThatThrownBy(() -> Plan.compile(network, name -> null, NORMALISATION, scalar))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("conv_stem.first_conv.convolution.weight")
        .hasMessageContaining("found none");
    Tensor narrow = new Tensor(Shape.of(3), new float[3]);
    assertThatThrownBy(
            () ->
                Plan.compile(
                    network,
                    name -> name.equals("classifier.bias") ? narrow : parameters.apply(name),
                    NORMALISATION,
                    scalar))
        .hasMessage("tensor classifier.bias: expected shape [7], found [3]");
  }

  private static Offset<Float> within() {
    return Offset.offset(1e-4f);
  }

  private static float[] logits(
      Network network, Function<String, Tensor> parameters, KernelChoice choice, byte[] rgb) {
    Classifier classifier =
        new Classifier(Plan.compile(network, parameters, NORMALISATION, kernels(choice)));
    classifier.run(rgb);
    return classifier.logits();
  }

  private static Kernels kernels(KernelChoice choice) {
    return KernelProvider.select(choice);
  }

  private static float[] rounded(double[] values) {
    float[] rounded = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      rounded[i] = (float) values[i];
    }
    return rounded;
  }
}
