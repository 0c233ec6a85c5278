package io.flinkmobilenet.statedict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.flinkmobilenet.Reference;
import io.flinkmobilenet.format.ReadOptions.ImageSize;
import io.flinkmobilenet.kernel.KernelProvider;
import io.flinkmobilenet.network.Classifier;
import io.flinkmobilenet.network.InputNormalisation;
import io.flinkmobilenet.network.Plan;
import io.flinkmobilenet.network.Scores;
import io.flinkmobilenet.simd.KernelChoice;
import io.flinkmobilenet.weights.NamedTensors;
import io.flinkmobilenet.weights.UnsupportedWeightsException;
import io.flinkmobilenet.weights.pytorch.PytorchReader;
import io.flinkmobilenet.weights.safetensors.SafetensorsReader;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Networks of other people, from their file to their logits. */
class ReferenceStateDictsTest {
  private static final InputNormalisation IMAGENET =
      new InputNormalisation(
          1 / 255f, new float[] {0.485f, 0.456f, 0.406f}, new float[] {0.229f, 0.224f, 0.225f});
  private static final InputNormalisation CIFAR =
      new InputNormalisation(
          1 / 255f,
          new float[] {0.4914f, 0.4822f, 0.4465f},
          new float[] {0.2023f, 0.1994f, 0.2010f});
  private static final int CIFAR_EDGE = 32;
  private static final int BIRD = 2;
  private static final int DOG = 5;
  private static final int FROG = 6;
  private static final int SHIP = 8;

  /** Pictures whose class CIFAR-10 has as well. */
  private static final Map<Integer, List<String>> PICTURES =
      Map.of(
          BIRD,
          List.of(
              "n01530575_brambling",
              "n01601694_water_ouzel",
              "n01795545_black_grouse",
              "n01820546_lorikeet",
              "n01860187_black_swan",
              "n02007558_flamingo",
              "n02027492_red-backed_sandpiper"),
          DOG,
          List.of(
              "n02088094_Afghan_hound",
              "n02090721_Irish_wolfhound",
              "n02093428_American_Staffordshire_terrier",
              "n02095889_Sealyham_terrier",
              "n02097474_Tibetan_terrier",
              "n02100236_German_short-haired_pointer",
              "n02102480_Sussex_spaniel",
              "n02107908_Appenzeller",
              "n02110185_Siberian_husky",
              "n02112137_chow"),
          FROG,
          List.of("n01641577_bullfrog"),
          SHIP,
          List.of("n03095699_container_ship", "n04147183_schooner"));

  private static StateDictNetwork recognise(Path file, int edge) throws Exception {
    return StateDictNetwork.recognise(
        PytorchReader.read(file),
        file.getFileName().toString(),
        Optional.empty(),
        new ImageSize(edge, edge));
  }

  private static Classifier classifier(
      StateDictNetwork network, InputNormalisation normalisation, KernelChoice choice) {
    return new Classifier(
        Plan.compile(
            network.configuration().graph(),
            network.weights()::tensor,
            normalisation,
            Scores.SOFTMAX,
            KernelProvider.select(choice)));
  }

  @ParameterizedTest
  @EnumSource(names = {"AUTO", "SCALAR"})
  void torchvisionsMobileNetV2HasItsGoldenLogits(KernelChoice choice) throws Exception {
    Path reference = Reference.require();
    NamedTensors golden =
        SafetensorsReader.read(reference.resolve("golden-torchvision-0.35-96.safetensors"));
    StateDictNetwork network =
        recognise(reference.resolve("models/mobilenet_v2_0.35_96-untrained.pth"), 96);

    assertThat(network.configuration().settings())
        .containsEntry("depth_multiplier", 0.35)
        .containsEntry("tf_padding", false)
        .containsEntry("layer_norm_eps", 1e-5);
    assertThat(network.notes())
        .containsExactly(
            "The names are those of torchvision's MobileNetV2.",
            "Symmetric padding, an epsilon of 1e-5 and the strides for ImageNet are assumed, as in"
                + " torchvision; networks for small images may have other strides under the same"
                + " names.",
            "52 counters num_batches_tracked, which only training needs, were left out.");
    Classifier classifier = classifier(network, IMAGENET, choice);
    float[] expected = golden.tensor("logits").values();
    byte[] rgb = new byte[96 * 96 * 3];
    for (int image = 0; image < 4; image++) {
      golden.bytes("input_rgb").slice(image * rgb.length, rgb.length).get(rgb);
      classifier.run(rgb);
      for (int i = 0; i < 1000; i++) {
        assertThat(classifier.logits()[i])
            .as("logit %d of image %d", i, image)
            .isCloseTo(expected[image * 1000 + i], within(1e-4f));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"models/imagenet, 224, 1001", "models/birds, 224, 965"})
  void huggingFacesMobileNetV2IsRecognised(String directory, int edge, int classes)
      throws Exception {
    NamedTensors tensors =
        SafetensorsReader.read(Reference.require().resolve(directory).resolve("model.safetensors"));

    StateDictNetwork network =
        StateDictNetwork.recognise(tensors, directory, Optional.empty(), new ImageSize(edge, edge));

    assertThat(network.configuration().settings()).containsEntry("tf_padding", true);
    assertThat(network.configuration().image().classes()).isEqualTo(classes);
    assertThat(network.notes().get(0))
        .isEqualTo("The names are those of Hugging Face's MobileNetV2.");
  }

  /**
   * Logits of an image by formula, as an independent implementation computes them in float64 with
   * NumPy.
   */
  @ParameterizedTest
  @CsvSource({
    "resnet20-12fca82f.th, -2.54777 0.65321 13.43263 0.13186 -8.25329 -12.98689 15.12567 0.66137 -8.27832 2.0985",
    "cifar10_shufflenetv2_x0_5-1308b4e9.pt, -2.0525 -4.92657 4.14362 5.22356 0.5189 -0.13877 6.2225 -3.27566 -3.66759 -2.04771"
  })
  void networksForCifarHaveTheLogitsOfAnotherImplementation(String file, String logits)
      throws Exception {
    StateDictNetwork network =
        recognise(Reference.require().resolve("other").resolve(file), CIFAR_EDGE);
    byte[] rgb = new byte[CIFAR_EDGE * CIFAR_EDGE * 3];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) (i * i / 7 + 13 * i);
    }
    String[] expected = logits.split(" ");
    for (KernelChoice choice : List.of(KernelChoice.AUTO, KernelChoice.SCALAR)) {
      Classifier classifier = classifier(network, CIFAR, choice);
      classifier.run(rgb);
      for (int i = 0; i < expected.length; i++) {
        assertThat(classifier.logits()[i])
            .as("logit %d", i)
            .isCloseTo(Float.parseFloat(expected[i]), within(1e-4f));
      }
    }
  }

  /**
   * The published accuracies are for photographs of 32×32 pixels. Large ones that are reduced to
   * this size look different, so that fewer are told apart, but many more than the two of twenty
   * that are right by chance.
   */
  @ParameterizedTest
  @CsvSource({
    "resnet20-12fca82f.th, resnet_cifar, imagenet",
    "cifar10_shufflenetv2_x0_5-1308b4e9.pt, shufflenet_v2, cifar"
  })
  void networksForCifarTellMostPicturesApart(String file, String type, String normalisation)
      throws Exception {
    Path reference = Reference.require();
    StateDictNetwork network = recognise(reference.resolve("other").resolve(file), CIFAR_EDGE);

    assertThat(network.configuration().architecture().modelType()).isEqualTo(type);
    assertThat(network.configuration().image().classes()).isEqualTo(10);
    Classifier classifier =
        classifier(network, normalisation.equals("cifar") ? CIFAR : IMAGENET, KernelChoice.AUTO);
    int right = 0;
    int all = 0;
    for (Map.Entry<Integer, List<String>> group : PICTURES.entrySet()) {
      for (String picture : group.getValue()) {
        classifier.run(reduced(reference.resolve("images").resolve(picture + ".JPEG")));
        right += best(classifier.logits()) == group.getKey() ? 1 : 0;
        all++;
      }
    }
    assertThat(right).as("pictures of %d with the right class", all).isGreaterThan(all / 2);
  }

  private static int best(float[] logits) {
    int best = 0;
    for (int i = 1; i < logits.length; i++) {
      best = logits[i] > logits[best] ? i : best;
    }
    return best;
  }

  /** The whole picture as a square, each pixel the mean of those that it covers. */
  private static byte[] reduced(Path file) throws IOException {
    BufferedImage image = ImageIO.read(file.toFile());
    byte[] rgb = new byte[CIFAR_EDGE * CIFAR_EDGE * 3];
    for (int y = 0; y < CIFAR_EDGE; y++) {
      int top = y * image.getHeight() / CIFAR_EDGE;
      int bottom = (y + 1) * image.getHeight() / CIFAR_EDGE;
      for (int x = 0; x < CIFAR_EDGE; x++) {
        int left = x * image.getWidth() / CIFAR_EDGE;
        int right = (x + 1) * image.getWidth() / CIFAR_EDGE;
        for (int channel = 0; channel < 3; channel++) {
          int shift = 16 - 8 * channel;
          long sum = 0;
          for (int pixel :
              image.getRGB(left, top, right - left, bottom - top, null, 0, right - left)) {
            sum += pixel >> shift & 0xFF;
          }
          rgb[(y * CIFAR_EDGE + x) * 3 + channel] =
              (byte) (sum / ((right - left) * (bottom - top)));
        }
      }
    }
    return rgb;
  }

  @Test
  void aNetworkOfNoArchitectureIsRefusedWithTheBestFits() {
    Path file = Reference.require().resolve("other/4_0_0_80x80_MiniFASNetV1SE.pth");

    assertThatThrownBy(() -> recognise(file, 80))
        .isInstanceOf(UnsupportedWeightsException.class)
        .hasMessageStartingWith(
            "4_0_0_80x80_MiniFASNetV1SE.pth: expected the parameters of one of "
                + StateDictNetwork.architectures()
                + ", found 370 tensors, the first of them [conv1.conv.weight, conv1.bn.weight,"
                + " conv1.bn.bias]; ");
    assertThatThrownBy(
            () ->
                StateDictNetwork.recognise(
                    PytorchReader.read(file), "file", Optional.of("resnet"), new ImageSize(80, 80)))
        .isInstanceOf(UnsupportedWeightsException.class)
        .hasMessageContaining("one of [resnet], found 370 tensors");
  }
}
