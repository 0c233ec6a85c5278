package io.flinkmobilenet.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinkmobilenet.graph.Parameter;
import io.flinkmobilenet.network.Network;
import io.flinkmobilenet.network.Padding;
import io.flinkmobilenet.network.TableRow;
import io.flinkmobilenet.tensor.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MobileNetV2Test {
  @Test
  void hasTheRowsOfThePapersTable() {
    Network network = MobileNetV2.network(MobileNetV2.Config.of(1.0, 224, 1000));

    assertThat(network.table())
        .extracting(
            row ->
                List.of(
                    row.input().toString(),
                    row.operator(),
                    row.expansion(),
                    row.channels(),
                    row.repeats(),
                    row.stride()))
        .containsExactly(
            List.of("224×224×3", "conv2d 3×3", 0, 32, 1, 2),
            List.of("112×112×32", "bottleneck", 1, 16, 1, 1),
            List.of("112×112×16", "bottleneck", 6, 24, 2, 2),
            List.of("56×56×24", "bottleneck", 6, 32, 3, 2),
            List.of("28×28×32", "bottleneck", 6, 64, 4, 2),
            List.of("14×14×64", "bottleneck", 6, 96, 3, 1),
            List.of("14×14×96", "bottleneck", 6, 160, 3, 2),
            List.of("7×7×160", "bottleneck", 6, 320, 1, 1),
            List.of("7×7×320", "conv2d 1×1", 0, 1280, 1, 1),
            List.of("7×7×1280", "global average pool", 0, 1280, 1, 1),
            List.of("1×1×1280", "dense", 0, 1000, 1, 1));
  }

  /**
   * Numbers of parameters as counted by Keras, and multiply-adds as published with the networks,
   * where 300.8 is published as 300.
   */
  @ParameterizedTest
  @CsvSource({
    "1.4, 224, 6156712, 582",
    "1.0, 224, 3538984, 300",
    "0.75, 224, 2663064, 209",
    "0.5, 224, 1987224, 97",
    "0.35, 224, 1691208, 59",
    "0.35, 96, 1691208, 11",
  })
  void countsParametersAndMultiplyAdds(
      double width, int resolution, long parameters, long millions) {
    Network network = MobileNetV2.network(MobileNetV2.Config.of(width, resolution, 1000));

    assertThat(network.parameterCount()).isEqualTo(parameters);
    assertThat(network.multiplyAdds() / 1_000_000).isEqualTo(millions);
    assertThat(network.table().stream().mapToLong(TableRow::parameters).sum())
        .isEqualTo(parameters);
    assertThat(network.table().stream().mapToLong(TableRow::multiplyAdds).sum())
        .isEqualTo(network.multiplyAdds());
  }

  @Test
  void namesItsParametersAsHuggingFaceDoes() {
    Network network = MobileNetV2.network(MobileNetV2.Config.of(1.0, 224, 1001));

    assertThat(network.parameters())
        .hasSize(52 * 5 + 2)
        .doesNotHaveDuplicates()
        .contains(
            new Parameter(
                "mobilenet_v2.conv_stem.first_conv.convolution.weight", Shape.of(32, 3, 3, 3)),
            new Parameter(
                "mobilenet_v2.conv_stem.first_conv.normalization.running_var", Shape.of(32)),
            new Parameter(
                "mobilenet_v2.conv_stem.conv_3x3.convolution.weight", Shape.of(32, 1, 3, 3)),
            new Parameter(
                "mobilenet_v2.conv_stem.reduce_1x1.convolution.weight", Shape.of(16, 32, 1, 1)),
            new Parameter(
                "mobilenet_v2.layer.0.expand_1x1.convolution.weight", Shape.of(96, 16, 1, 1)),
            new Parameter(
                "mobilenet_v2.layer.15.reduce_1x1.convolution.weight", Shape.of(320, 960, 1, 1)),
            new Parameter("mobilenet_v2.conv_1x1.convolution.weight", Shape.of(1280, 320, 1, 1)),
            new Parameter("classifier.weight", Shape.of(1001, 1280)),
            new Parameter("classifier.bias", Shape.of(1001)));
  }

  @Test
  void letsTheFirstBottleneckExpandWhereTheStemDoesNot() {
    MobileNetV2.Config config =
        new MobileNetV2.Config(1.0, 32, 32, 10, Padding.SYMMETRIC, 1e-5, true, 6, false, 8, 8);

    assertThat(MobileNetV2.network(config).parameters())
        .hasSize(53 * 5 + 2)
        .contains(
            new Parameter(
                "mobilenet_v2.conv_stem.expand_1x1.convolution.weight", Shape.of(32, 32, 1, 1)));
  }

  @Test
  void scalesTheLastConvolutionUnlessItIsFineGrained() {
    MobileNetV2.Config coarse =
        new MobileNetV2.Config(0.5, 32, 32, 10, Padding.TENSORFLOW, 1e-3, false, 6, true, 8, 8);

    assertThat(MobileNetV2.network(coarse).parameters())
        .contains(new Parameter("classifier.weight", Shape.of(10, 640)));
    assertThat(MobileNetV2.network(MobileNetV2.Config.of(1.4, 32, 10)).parameters())
        .contains(new Parameter("classifier.weight", Shape.of(10, 1792)));
  }

  @ParameterizedTest
  @CsvSource({"32, 0.35, 16", "16, 0.35, 8", "24, 0.35, 8", "32, 1.4, 48", "24, 1.4, 32"})
  void roundsChannelsToMultiplesOfEightWithoutLosingATenth(int channels, double width, int scaled) {
    assertThat(MobileNetV2.Config.of(width, 224, 1000).channels(channels)).isEqualTo(scaled);
  }

  @ParameterizedTest
  @CsvSource({"0, 224, 10", "NaN, 224, 10", "1, 0, 10", "1, 224, 0", "1, 100000, 10"})
  void refusesSettingsOutOfRange(double width, int resolution, int classes) {
    assertThatThrownBy(() -> MobileNetV2.Config.of(width, resolution, classes))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("out of range");
  }
}
