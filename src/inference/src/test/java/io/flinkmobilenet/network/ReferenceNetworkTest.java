package io.flinkmobilenet.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.flinkmobilenet.Reference;
import io.flinkmobilenet.architecture.MobileNetV2;
import io.flinkmobilenet.kernel.KernelProvider;
import io.flinkmobilenet.kernel.KernelSets;
import io.flinkmobilenet.kernel.Kernels;
import io.flinkmobilenet.simd.KernelChoice;
import io.flinkmobilenet.weights.NamedTensors;
import io.flinkmobilenet.weights.safetensors.SafetensorsReader;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Compares trained networks on real images with the results of an independent implementation. */
class ReferenceNetworkTest {
  private static final int RESOLUTION = 224;
  private static final InputNormalisation NORMALISATION =
      new InputNormalisation(
          1 / 255f, new float[] {0.5f, 0.5f, 0.5f}, new float[] {0.5f, 0.5f, 0.5f});
  private static final float LOGIT_TOLERANCE = 1e-4f;

  private static final float FEATURE_TOLERANCE = 1e-4f;

  /** Tolerance for maps between layers: linear ones are not clamped to 6 and have larger values. */
  private static final float MAP_TOLERANCE = 1e-3f;

  @ParameterizedTest
  @EnumSource(names = {"AUTO", "SCALAR"})
  void agreesOnTheImageNetNetwork(KernelChoice choice) throws Exception {
    NamedTensors golden = golden("golden-imagenet.safetensors");
    Classifier classifier = classifier("imagenet", 1001, KernelProvider.select(choice));
    for (int image = 0; image < 6; image++) {
      classifier.run(image(golden, image));
      compare("logits", golden, image, classifier.logits(), LOGIT_TOLERANCE);
      compare("features", golden, image, classifier.features(), FEATURE_TOLERANCE);
    }
  }

  @Test
  void agreesWithVectorsOfEveryWidth() throws Exception {
    NamedTensors golden = golden("golden-imagenet.safetensors");
    for (Kernels kernels : KernelSets.everyWidth()) {
      Classifier classifier = classifier("imagenet", 1001, kernels);
      classifier.run(image(golden, 0));
      compare("logits", golden, 0, classifier.logits(), LOGIT_TOLERANCE);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"AUTO", "SCALAR"})
  void agreesOnTheBirdsNetworkOfHalfPrecision(KernelChoice choice) throws Exception {
    NamedTensors golden = golden("golden-birds.safetensors");
    Classifier classifier = classifier("birds", 965, KernelProvider.select(choice));
    for (int image = 0; image < 6; image++) {
      classifier.run(image(golden, image));
      compare("logits", golden, image, classifier.logits(), LOGIT_TOLERANCE);
    }
  }

  /** The network cut off after a layer, so that its output is the map to compare. */
  @ParameterizedTest
  @CsvSource({
    "trace.conv_stem.first_conv, 1",
    "trace.conv_stem, 2",
    "trace.layer.0, 3",
    "trace.layer.1, 4",
    "trace.layer.5, 8",
    "trace.layer.9, 12",
    "trace.layer.15, 18",
    "trace.conv_1x1, 19",
  })
  void agreesLayerByLayer(String trace, int blocks) throws Exception {
    NamedTensors golden = golden("golden-imagenet.safetensors");
    Network whole = MobileNetV2.network(MobileNetV2.Config.of(1, RESOLUTION, 1001));
    Network part = new Network(whole.blocks().subList(0, blocks));
    NamedTensors weights = weights("imagenet");
    for (KernelChoice choice : List.of(KernelChoice.AUTO, KernelChoice.SCALAR)) {
      Classifier classifier =
          new Classifier(
              Plan.compile(part, weights::tensor, NORMALISATION, KernelProvider.select(choice)));
      classifier.run(image(golden, 0));
      compare(trace, golden, 0, classifier.logits(), MAP_TOLERANCE);
    }
  }

  private static Classifier classifier(String model, int classes, Kernels kernels)
      throws Exception {
    Network network = MobileNetV2.network(MobileNetV2.Config.of(1, RESOLUTION, classes));
    return new Classifier(Plan.compile(network, weights(model)::tensor, NORMALISATION, kernels));
  }

  private static NamedTensors weights(String model) throws Exception {
    return SafetensorsReader.read(
        Reference.require().resolve("models").resolve(model).resolve("model.safetensors"));
  }

  private static NamedTensors golden(String file) throws Exception {
    return SafetensorsReader.read(Reference.require().resolve(file));
  }

  private static byte[] image(NamedTensors golden, int index) {
    byte[] rgb = new byte[RESOLUTION * RESOLUTION * 3];
    golden.bytes("input_rgb").slice(index * rgb.length, rgb.length).get(rgb);
    return rgb;
  }

  private static void compare(
      String name, NamedTensors golden, int image, float[] found, float tolerance) {
    float[] expected = golden.tensor(name).values();
    float worst = 0;
    for (int i = 0; i < found.length; i++) {
      worst = Math.max(worst, Math.abs(found[i] - expected[image * found.length + i]));
    }
    assertThat(worst)
        .as("largest difference in %s of image %d", name, image)
        .isCloseTo(0, within(tolerance));
  }
}
