package io.flinkmobilenet.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinkmobilenet.graph.Graph;
import io.flinkmobilenet.graph.Parameter;
import io.flinkmobilenet.kernel.KernelProvider;
import io.flinkmobilenet.kernel.scalar.GoldenGraphs;
import io.flinkmobilenet.model.ArchitectureSettings;
import io.flinkmobilenet.network.Classifier;
import io.flinkmobilenet.network.InputNormalisation;
import io.flinkmobilenet.network.Plan;
import io.flinkmobilenet.network.Scores;
import io.flinkmobilenet.simd.KernelChoice;
import io.flinkmobilenet.tensor.Tensor;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.CRC32;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/**
 * Logits of torchvision 0.28 and timm 1.0.29 on PyTorch 2.13 for an image and weights that both
 * programs compute from the names of the tensors. The weights of torchvision's VGG were made
 * narrower. ShuffleNet was written for PyTorch as its authors did; the mobile NASNet is timm's
 * large one with fewer cells, and with means that do not count padding.
 */
class GoldenLogitsTest {
  private static final int CLASSES = 7;
  private static final float[] HALF = {0.5f, 0.5f, 0.5f};

  @ParameterizedTest
  @CsvFileSource(resources = "golden-logits.csv", numLinesToSkip = 1, quoteCharacter = '`')
  void areThoseOfPytorch(String settings, int edge, String logits) {
    Graph graph =
        ArchitectureSettings.read(settings, new ImageClasses(edge, edge, CLASSES)).graph();
    Map<String, Tensor> weights = new HashMap<>();
    for (Parameter parameter : graph.parameters()) {
      weights.put(parameter.name(), new Tensor(parameter.shape(), values(parameter)));
    }
    Plan plan =
        Plan.compile(
            graph,
            weights::get,
            new InputNormalisation(1 / 255f, HALF, HALF),
            Scores.SOFTMAX,
            KernelProvider.select(KernelChoice.AUTO));
    Classifier classifier = new Classifier(plan);
    byte[] rgb = new byte[edge * edge * 3];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) (hash("image", i) >>> 24);
    }

    classifier.run(rgb);

    String[] texts = logits.split(" ");
    float[] expected = new float[texts.length];
    for (int i = 0; i < expected.length; i++) {
      expected[i] = Float.parseFloat(texts[i]);
    }
    assertThat(classifier.logits()).hasSameSizeAs(expected);
    assertThat(GoldenGraphs.difference(expected, classifier.logits()))
        .as(Arrays.toString(classifier.logits()))
        .isLessThan(1e-4);
  }

  /** Returns numbers that keep activations in the range of a trained network. */
  private static float[] values(Parameter parameter) {
    String name = parameter.name();
    boolean vector = parameter.shape().rank() == 1;
    int fanIn = parameter.shape().elements() / parameter.shape().extent(0);
    double spread = vector ? 0.5 : Math.sqrt(6.0 / fanIn);
    int centre = name.endsWith("running_var") ? 1 : 0;
    int seed = seed(name);
    float[] values = new float[parameter.shape().elements()];
    for (int i = 0; i < values.length; i++) {
      double unit = Integer.toUnsignedLong(hash(seed, i)) / (double) (1L << 31) - 1;
      values[i] = (float) (centre + spread * unit);
    }
    return values;
  }

  private static int hash(String name, int index) {
    return hash(seed(name), index);
  }

  private static int seed(String name) {
    CRC32 crc = new CRC32();
    crc.update(name.getBytes(StandardCharsets.UTF_8));
    return (int) crc.getValue();
  }

  private static int hash(int seed, int index) {
    int hash = index * 0x9E3779B1 + seed;
    hash = (hash ^ hash >>> 15) * 0x2C1B3C6D;
    hash = (hash ^ hash >>> 12) * 0x297A2D39;
    return hash ^ hash >>> 15;
  }
}
