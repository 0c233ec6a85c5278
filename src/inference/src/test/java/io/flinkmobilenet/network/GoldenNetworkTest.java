package io.flinkmobilenet.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.flinkmobilenet.architecture.MobileNetV2;
import io.flinkmobilenet.kernel.KernelProvider;
import io.flinkmobilenet.kernel.KernelSets;
import io.flinkmobilenet.kernel.Kernels;
import io.flinkmobilenet.simd.KernelChoice;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Compares seeded networks with logits that golden_network.py computed with numpy in float64. */
class GoldenNetworkTest {
  private static final InputNormalisation NORMALISATION =
      new InputNormalisation(
          1 / 255f, new float[] {0.485f, 0.456f, 0.406f}, new float[] {0.229f, 0.224f, 0.225f});
  private static final int CLASSES = 21;

  @Test
  void areComputedWithAllKernels() {
    int vector = KernelSets.vectorExpected() ? 4 : 0;

    assertThat(kernels()).hasSize(vector + 1);
  }

  @ParameterizedTest
  @CsvFileSource(resources = "golden-network.csv", numLinesToSkip = 1)
  void agreesWithNumpy(ArgumentsAccessor row) {
    Padding padding = Padding.valueOf(row.getString(0));
    int size = row.getInteger(1);
    Network network = MobileNetV2.network(config(size, padding));
    byte[] rgb = SeededParameters.image(size * size * 3, row.getLong(2));
    for (Kernels kernels : kernels()) {
      Classifier classifier =
          new Classifier(
              Plan.compile(network, SeededParameters.of(network), NORMALISATION, kernels));
      classifier.run(rgb);
      for (int i = 0; i < CLASSES; i++) {
        assertThat((double) classifier.logits()[i])
            .as("%s, logit %d", kernels.name(), i)
            .isCloseTo(row.getDouble(3 + i), within(1e-4));
      }
    }
  }

  private static MobileNetV2.Config config(int size, Padding padding) {
    MobileNetV2.Config published = MobileNetV2.Config.of(0.35, size, CLASSES);
    return new MobileNetV2.Config(
        published.widthMultiplier(),
        published.inputHeight(),
        published.inputWidth(),
        published.classes(),
        padding,
        published.batchNormalisationEpsilon(),
        published.finegrainedOutput(),
        published.expandRatio(),
        published.firstLayerIsExpansion(),
        published.depthDivisibleBy(),
        published.minDepth());
  }

  private static List<Kernels> kernels() {
    List<Kernels> kernels = new ArrayList<>(KernelSets.everyWidth());
    kernels.add(KernelProvider.select(KernelChoice.SCALAR));
    if (KernelSets.vectorExpected()) {
      kernels.add(KernelProvider.select(KernelChoice.VECTOR));
    }
    return kernels;
  }
}
