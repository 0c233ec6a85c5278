package io.flinkmobilenet.weights.keras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.flinkmobilenet.Reference;
import io.flinkmobilenet.architecture.MobileNetV2;
import io.flinkmobilenet.format.FileModel;
import io.flinkmobilenet.format.ReadOptions;
import io.flinkmobilenet.kernel.KernelProvider;
import io.flinkmobilenet.kernel.scalar.GraphExecutor;
import io.flinkmobilenet.network.Classifier;
import io.flinkmobilenet.network.InputNormalisation;
import io.flinkmobilenet.network.Plan;
import io.flinkmobilenet.network.Scores;
import io.flinkmobilenet.simd.KernelChoice;
import io.flinkmobilenet.weights.NamedTensors;
import io.flinkmobilenet.weights.UnsupportedWeightsException;
import io.flinkmobilenet.weights.safetensors.SafetensorsReader;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reads real files of Keras and compares their networks with independent results. */
class ReferenceKerasTest {
  private static final float[] ONES = {1, 1, 1};
  private static final InputNormalisation NORMALISATION =
      new InputNormalisation(1 / 127.5f, ONES, ONES);

  /** Index of the class cheeseburger among the 1000 of ImageNet. */
  private static final int CHEESEBURGER = 933;

  @Test
  void namesOfKerasApplicationsBecomeThoseOfHuggingFace() throws Exception {
    Path file = Reference.require().resolve("models/imagenet-keras.weights.h5");
    NamedTensors stored = KerasReader.tensors(file);
    assertThat(KerasApplications.recognises(stored)).isTrue();
    NamedTensors weights = KerasApplications.huggingFace(stored, file.toString());
    NamedTensors golden =
        SafetensorsReader.read(Reference.require().resolve("golden-imagenet.safetensors"));
    Plan plan =
        Plan.compile(
            MobileNetV2.network(MobileNetV2.Config.of(1, 224, 1000)),
            weights::tensor,
            NORMALISATION,
            KernelProvider.select(KernelChoice.AUTO));
    Classifier classifier = new Classifier(plan);
    float[] expected = golden.tensor("logits").values();
    for (int image = 0; image < 6; image++) {
      byte[] rgb = new byte[224 * 224 * 3];
      golden.bytes("input_rgb").position(image * rgb.length).get(rgb);
      classifier.run(rgb);
      // The other network has a class for the background, the first one.
      float[] logits = Arrays.copyOfRange(expected, image * 1001 + 1, (image + 1) * 1001);
      assertThat(classifier.logits()).containsExactly(logits, within(1e-4f));
    }
  }

  @Test
  void weightsAloneNeedAnArchitecture() {
    Path file = Reference.require().resolve("models/imagenet-keras.weights.h5");
    assertThatThrownBy(() -> KerasReader.read(file, ReadOptions.NONE))
        .isInstanceOf(UnsupportedWeightsException.class)
        .hasMessage(
            file
                + ": expected an attribute model_config, or the model's JSON in"
                + " imagenet-keras.json or in --architecture FILE.json, found weights alone");
  }

  /** Probabilities that TensorFlow Lite computes with the same network as a float file. */
  @ParameterizedTest
  @CsvSource({
    "1, 0.99244267, 0.0075572585",
    "2, 0.99076533, 0.009234718",
    "3, 0.97296125, 0.027038777",
  })
  void agreesWithTensorFlowLite(int seed, double first, double second) throws Exception {
    FileModel model = read("other/vww_96.h5");
    Random random = new Random(seed);
    float[] image = new float[96 * 96 * 3];
    for (int i = 0; i < image.length; i++) {
      image[i] = random.nextInt(256) / 255f;
    }
    float[] logits = logits(model, image);
    assertThat(model.scores()).isEqualTo(Scores.SOFTMAX);
    // Two probabilities say only the difference of the logits.
    assertThat((double) logits[1] - logits[0]).isCloseTo(Math.log(second / first), within(1e-4));
  }

  @Test
  void recognisesACheeseburger() throws Exception {
    FileModel model = read("other/mobilenet_v1_0.25_224.h5");
    BufferedImage image = ImageIO.read(Reference.require().resolve("other/burger.jpg").toFile());
    Classifier classifier = classifier(model);
    classifier.run(stretched(image, 224));
    float[] logits = classifier.logits().clone();
    float[] ordered = logits.clone();
    Arrays.sort(ordered);
    assertThat(logits).hasSize(1000);
    assertThat(logits[CHEESEBURGER]).isEqualTo(ordered[999]);
    assertThat(model.notes())
        .containsExactly("Layers of class Dropout only work in training and were left out.");
  }

  @Test
  void readsAnArchive() throws Exception {
    FileModel model = read("other/mnist.keras");
    assertThat(model.graph().input()).hasToString("28×28×1");
    assertThat(logits(model, digit())).hasSize(10).doesNotContain(Float.NaN);
  }

  @Test
  void readsWeightsAndTheirArchitecture() throws Exception {
    Path folder = Reference.require().resolve("other");
    FileModel model =
        KerasReader.read(
            folder.resolve("mnist_weights_only.h5"),
            folder.resolve("mnist_modelConfig.json"),
            ReadOptions.NONE);
    float[] logits = logits(model, digit());
    float[] ordered = logits.clone();
    Arrays.sort(ordered);
    assertThat(logits[1]).isEqualTo(ordered[9]);
    assertThat(model.notes()).containsExactly("The architecture is from mnist_modelConfig.json.");
  }

  /** A vertical line, which is the digit 1. */
  private static float[] digit() {
    float[] image = new float[28 * 28];
    for (int row = 4; row < 24; row++) {
      image[row * 28 + 13] = 1;
      image[row * 28 + 14] = 1;
    }
    return image;
  }

  private static FileModel read(String name) throws Exception {
    Path file = Reference.require().resolve(name);
    assertThat(KerasReader.recognises(file)).isTrue();
    return KerasReader.read(file, ReadOptions.NONE);
  }

  private static float[] logits(FileModel model, float[] image) {
    return new GraphExecutor(model.graph(), model.weights()::tensor).run(image).get("logits");
  }

  private static Classifier classifier(FileModel model) {
    return new Classifier(
        Plan.compile(
            model.graph(),
            model.weights()::tensor,
            NORMALISATION,
            model.scores(),
            KernelProvider.select(KernelChoice.AUTO)));
  }

  private static byte[] stretched(BufferedImage image, int size) {
    BufferedImage scaled = new BufferedImage(size, size, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D graphics = scaled.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.drawImage(image, 0, 0, size, size, null);
    graphics.dispose();
    byte[] rgb = new byte[size * size * 3];
    for (int i = 0; i < size * size; i++) {
      int pixel = scaled.getRGB(i % size, i / size);
      rgb[3 * i] = (byte) (pixel >> 16);
      rgb[3 * i + 1] = (byte) (pixel >> 8);
      rgb[3 * i + 2] = (byte) pixel;
    }
    return rgb;
  }
}
