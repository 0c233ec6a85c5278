package io.flinkmobilenet.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.flinkmobilenet.Reference;
import io.flinkmobilenet.architecture.MobileNetV2;
import io.flinkmobilenet.graph.Parameter;
import io.flinkmobilenet.kernel.KernelProvider;
import io.flinkmobilenet.simd.KernelChoice;
import io.flinkmobilenet.tensor.Tensor;
import io.flinkmobilenet.weights.NamedTensors;
import io.flinkmobilenet.weights.safetensors.SafetensorsReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A network as torchvision builds it: symmetric padding, epsilon 1e-5, width 0.35 at 96 pixels, and
 * a normalisation that differs between channels.
 */
class TorchvisionNetworkTest {
  private static final String FILE = "mobilenet_v2_0.35_96-untrained";
  private static final int RESOLUTION = 96;
  private static final int CLASSES = 1000;
  private static final int IMAGES = 4;
  private static final float TOLERANCE = 1e-4f;
  private static final InputNormalisation NORMALISATION =
      new InputNormalisation(
          1 / 255f, new float[] {0.485f, 0.456f, 0.406f}, new float[] {0.229f, 0.224f, 0.225f});

  @ParameterizedTest
  @EnumSource(names = {"AUTO", "SCALAR"})
  void agreesOnEveryImage(KernelChoice choice) throws Exception {
    Path reference = Reference.require();
    NamedTensors golden =
        SafetensorsReader.read(reference.resolve("golden-torchvision-0.35-96.safetensors"));
    Network network =
        MobileNetV2.network(
            new MobileNetV2.Config(
                0.35,
                RESOLUTION,
                RESOLUTION,
                CLASSES,
                Padding.SYMMETRIC,
                1e-5,
                true,
                6,
                true,
                8,
                8));
    Map<String, Tensor> parameters =
        parameters(reference.resolve("models").resolve(FILE + ".pth"), network);
    Classifier classifier =
        new Classifier(
            Plan.compile(network, parameters::get, NORMALISATION, KernelProvider.select(choice)));
    float[] expected = golden.tensor("logits").values();
    byte[] rgb = new byte[RESOLUTION * RESOLUTION * 3];
    for (int image = 0; image < IMAGES; image++) {
      golden.bytes("input_rgb").slice(image * rgb.length, rgb.length).get(rgb);
      classifier.run(rgb);
      for (int i = 0; i < CLASSES; i++) {
        assertThat(classifier.logits()[i])
            .as("logit %d of image %d", i, image)
            .isCloseTo(expected[image * CLASSES + i], within(TOLERANCE));
      }
    }
  }

  /**
   * Reads the storages of the file, numbered in the order of the layers, as the parameters in the
   * same order. Between them are 8 bytes for each normalisation's number of batches.
   */
  private static Map<String, Tensor> parameters(Path file, Network network) throws IOException {
    Map<String, Tensor> parameters = new HashMap<>();
    try (ZipFile zip = new ZipFile(file.toFile())) {
      int storage = 0;
      for (Parameter parameter : network.parameters()) {
        byte[] bytes = storage(zip, storage++);
        if (bytes.length == Long.BYTES) {
          bytes = storage(zip, storage++);
        }
        float[] values = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        parameters.put(parameter.name(), new Tensor(parameter.shape(), values));
      }
      assertThat(zip.getEntry(FILE + "/data/" + storage)).as("a storage left over").isNull();
    }
    return parameters;
  }

  private static byte[] storage(ZipFile zip, int number) throws IOException {
    ZipEntry entry = zip.getEntry(FILE + "/data/" + number);
    return zip.getInputStream(entry).readAllBytes();
  }
}
