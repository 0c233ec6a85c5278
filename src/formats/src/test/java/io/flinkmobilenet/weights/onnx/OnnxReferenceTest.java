package io.flinkmobilenet.weights.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinkmobilenet.Reference;
import io.flinkmobilenet.format.FileModel;
import io.flinkmobilenet.format.ReadOptions;
import io.flinkmobilenet.format.ReadOptions.ImageSize;
import io.flinkmobilenet.kernel.KernelProvider;
import io.flinkmobilenet.network.Classifier;
import io.flinkmobilenet.network.InputNormalisation;
import io.flinkmobilenet.network.Plan;
import io.flinkmobilenet.network.Scores;
import io.flinkmobilenet.simd.KernelChoice;
import io.flinkmobilenet.weights.NamedTensors;
import io.flinkmobilenet.weights.UnsupportedWeightsException;
import io.flinkmobilenet.weights.safetensors.SafetensorsReader;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that other people published. */
class OnnxReferenceTest {
  private static final int SIZE = 224;
  private static final int CLASSES = 1001;
  private static final float[] HALF = {0.5f, 0.5f, 0.5f};

  /** The golden logits were computed in double precision from the directory of the network. */
  @Test
  void theImagenetNetworkGivesTheLogitsOfItsDirectory() throws Exception {
    Path reference = Reference.require();
    FileModel model = OnnxReader.read(reference.resolve("models/imagenet.onnx"), ReadOptions.NONE);
    NamedTensors golden = SafetensorsReader.read(reference.resolve("golden-imagenet.safetensors"));
    ByteBuffer images = golden.bytes("input_rgb");
    float[] expected = golden.tensor("logits").values();
    Plan plan =
        Plan.compile(
            model.graph(),
            model.weights()::tensor,
            new InputNormalisation(1 / 255f, HALF, HALF),
            model.scores(),
            KernelProvider.select(KernelChoice.AUTO));
    Classifier classifier = new Classifier(plan);
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

  @ParameterizedTest
  @CsvSource({
    "models/imagenet.onnx, 224×224×3, 1001",
    "other/ch_ppocr_mobile_v2.0_cls_infer.onnx, 48×192×3, 2",
    "other/mnist-8.onnx, 28×28×1, 10",
    "other/graphs/light_bvlc_alexnet.onnx, 224×224×3, 1000",
    "other/graphs/light_densenet121.onnx, 224×224×3, 1000",
    "other/graphs/light_inception_v1.onnx, 224×224×3, 1000",
    "other/graphs/light_inception_v2.onnx, 224×224×3, 1000",
    "other/graphs/light_resnet50.onnx, 224×224×3, 1000",
    "other/graphs/light_shufflenet.onnx, 224×224×3, 1000",
    "other/graphs/light_squeezenet.onnx, 224×224×3, 1000",
    "other/graphs/light_vgg19.onnx, 224×224×3, 1000",
    "other/graphs/light_zfnet512.onnx, 224×224×3, 1000"
  })
  void everyFileIsRead(String file, String image, int classes) throws Exception {
    ReadOptions options = new ReadOptions(Optional.of(new ImageSize(48, 192)), false);

    FileModel model = OnnxReader.read(Reference.require().resolve(file), options);

    assertThat(model.graph().input()).hasToString(image);
    assertThat(model.graph().output(Plan.LOGITS).channels()).isEqualTo(classes);
    assertThat(model.scores()).isEqualTo(Scores.SOFTMAX);
    model
        .graph()
        .parameters()
        .forEach(p -> assertThat(model.weights().shape(p.name())).isEqualTo(p.shape()));
  }

  @Test
  void anOpenSizeIsAskedFor() {
    Path file = Reference.require().resolve("other/ch_ppocr_mobile_v2.0_cls_infer.onnx");
    assertThatThrownBy(() -> OnnxReader.read(file, ReadOptions.NONE))
        .isInstanceOf(UnsupportedWeightsException.class)
        .hasMessage(
            file
                + ": input x: expected the size of the image, which the file leaves open; give it"
                + " with --crop, found [open, 3, open, open]");
  }
}
