package io.flinkmobilenet.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinkmobilenet.architecture.MobileNetV2;
import io.flinkmobilenet.kernel.KernelProvider;
import io.flinkmobilenet.kernel.KernelSets;
import io.flinkmobilenet.kernel.Kernels;
import io.flinkmobilenet.simd.KernelChoice;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Logits and features of MobileNetV2 keep their bits, so that the classes of images do not change
 * with a version. The hashes are from before plans were compiled from graphs.
 */
class PlanBitsTest {
  @ParameterizedTest
  @CsvSource({
    "TENSORFLOW, 0.35, 33, 45, 1927947308, -528165222, -1409772188, -1664631811",
    "SYMMETRIC, 0.35, 33, 45, -134530403, -1120087061, -1162156237, 285931364",
    "TENSORFLOW, 1.0, 32, 32, -1853385354, -1726815120, 1998053745, 1501204553",
  })
  void stayTheSame(
      Padding padding,
      double width,
      int rows,
      int columns,
      int scalarLogits,
      int scalarFeatures,
      int vectorLogits,
      int vectorFeatures) {
    Network network =
        MobileNetV2.network(
            new MobileNetV2.Config(width, rows, columns, 21, padding, 1e-3, true, 6, true, 8, 8));
    byte[] rgb = new byte[rows * columns * 3];
    new Random(5).nextBytes(rgb);
    Classifier scalar = run(network, rgb, KernelProvider.select(KernelChoice.SCALAR));

    assertThat(Arrays.hashCode(scalar.logits())).isEqualTo(scalarLogits);
    assertThat(Arrays.hashCode(scalar.features())).isEqualTo(scalarFeatures);
    for (Kernels kernels : KernelSets.everyWidth()) {
      Classifier vector = run(network, rgb, kernels);
      assertThat(Arrays.hashCode(vector.logits())).as(kernels.name()).isEqualTo(vectorLogits);
      assertThat(Arrays.hashCode(vector.features())).as(kernels.name()).isEqualTo(vectorFeatures);
    }
  }

  private static Plan plan(Network network, Kernels kernels) {
    InputNormalisation normalisation =
        new InputNormalisation(
            1 / 255f, new float[] {0.5f, 0.4f, 0.3f}, new float[] {0.5f, 0.2f, 0.25f});
    return Plan.compile(network, MadeUpWeights.of(network), normalisation, kernels);
  }

  private static Classifier run(Network network, byte[] rgb, Kernels kernels) {
    Classifier classifier = new Classifier(plan(network, kernels));
    classifier.run(rgb);
    return classifier;
  }

  @Test
  void comeFromTheSameSteps() {
    Network network = MobileNetV2.network(MobileNetV2.Config.of(1, 224, 1000));
    Plan plan = plan(network, KernelProvider.select(KernelChoice.SCALAR));

    assertThat(plan.steps())
        .map(PlanStep::operator)
        .startsWith("convolution, depthwise, pointwise, pointwise, depthwise, pointwise")
        .endsWith("pointwise", "average pool", "dense")
        .filteredOn("pointwise, depthwise, pointwise"::equals)
        .hasSize(15);
    assertThat(plan.steps()).hasSize(19);
    assertThat(plan.steps().get(0).output()).hasToString("56×56×24");
    assertThat(plan.steps().stream().mapToLong(PlanStep::multiplyAdds).sum())
        .isEqualTo(network.multiplyAdds());
  }
}
