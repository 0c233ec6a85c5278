package io.flinkmobilenet.weights.tflite;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinkmobilenet.Reference;
import io.flinkmobilenet.format.FileModel;
import io.flinkmobilenet.format.ReadOptions;
import io.flinkmobilenet.image.ImageDecoder;
import io.flinkmobilenet.image.ImageLimits;
import io.flinkmobilenet.image.Resizer;
import io.flinkmobilenet.image.RgbImage;
import io.flinkmobilenet.kernel.KernelProvider;
import io.flinkmobilenet.network.Classifier;
import io.flinkmobilenet.network.InputNormalisation;
import io.flinkmobilenet.network.Plan;
import io.flinkmobilenet.network.Scores;
import io.flinkmobilenet.simd.KernelChoice;
import io.flinkmobilenet.weights.NamedTensors;
import io.flinkmobilenet.weights.safetensors.SafetensorsReader;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Files that other people published. */
class TfLiteReferenceTest {
  private static final int SIZE = 224;
  private static final int CLASSES = 1001;
  private static final int CHEESEBURGER = 934;
  private static final float[] HALF = {0.5f, 0.5f, 0.5f};
  private static final InputNormalisation NORMALISATION =
      new InputNormalisation(1 / 255f, HALF, HALF);

  /** The golden logits were computed in double precision from the directory of the network. */
  @Test
  void theImagenetNetworkGivesTheLogitsOfItsDirectory() throws Exception {
    Path reference = Reference.require();
    Classifier classifier = classifier(read("models/imagenet.tflite"));
    NamedTensors golden = SafetensorsReader.read(reference.resolve("golden-imagenet.safetensors"));
    ByteBuffer images = golden.bytes("input_rgb");
    float[] expected = golden.tensor("logits").values();
    byte[] image = new byte[SIZE * SIZE * 3];
    for (int index = 0; index < 6; index++) {
      images.get(image);
      classifier.run(image);

      assertThat(classifier.logits())
          .containsExactly(
              Arrays.copyOfRange(expected, index * CLASSES, (index + 1) * CLASSES),
              Offset.offset(1e-4f));
    }
  }

  @Test
  void aCheeseburgerIsOne() throws Exception {
    FileModel model = read("other/mobilenet_v1_0.25_224_1_default_1.tflite");
    byte[] burger = Files.readAllBytes(Reference.require().resolve("other/burger.jpg"));
    RgbImage image =
        Resizer.resize(new ImageDecoder(ImageLimits.DEFAULT).decode(burger), SIZE, SIZE);
    Classifier classifier = classifier(model);

    classifier.run(image.rgb());

    assertThat(model.graph().output(Plan.LOGITS).channels()).isEqualTo(CLASSES);
    assertThat(best(classifier.logits())).isEqualTo(CHEESEBURGER);
  }

  /** This file has neither metadata nor an archive after the model. */
  @Test
  void nothingIsSaidOfLabelsWhereTheFileHasNone() throws Exception {
    FileModel model = read("other/mobilenet_v1_0.25_224_1_default_1.tflite");

    assertThat(model.labels()).isEmpty();
    assertThat(model.normalisation()).isEmpty();
  }

  @Test
  void theNetworkForPersonsIsRead() throws Exception {
    FileModel model = read("other/vww_96_float.tflite");

    assertThat(model.graph().input()).hasToString("96×96×3");
    assertThat(model.graph().output(Plan.LOGITS)).hasToString("1×1×2");
    assertThat(model.scores()).isEqualTo(Scores.SOFTMAX);
    assertThat(model.notes()).isEmpty();
  }

  private static FileModel read(String file) throws Exception {
    return TfLiteReader.read(Reference.require().resolve(file), ReadOptions.NONE);
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

  private static int best(float[] logits) {
    int best = 0;
    for (int i = 0; i < logits.length; i++) {
      best = logits[i] > logits[best] ? i : best;
    }
    return best;
  }
}
