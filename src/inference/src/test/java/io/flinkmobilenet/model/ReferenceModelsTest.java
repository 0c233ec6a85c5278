package io.flinkmobilenet.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinkmobilenet.Reference;
import io.flinkmobilenet.geometry.InputGeometry;
import io.flinkmobilenet.kernel.KernelProvider;
import io.flinkmobilenet.network.Classifier;
import io.flinkmobilenet.network.Scores;
import io.flinkmobilenet.simd.KernelChoice;
import io.flinkmobilenet.tensor.DType;
import io.flinkmobilenet.weights.NamedTensors;
import io.flinkmobilenet.weights.safetensors.SafetensorsReader;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReferenceModelsTest {
  @Test
  void theImagenetModelIsRead() throws Exception {
    ModelArtifact model = ModelDirectory.read(Reference.require().resolve("models/imagenet"));

    assertThat(model.labels()).hasSize(1001).startsWith("background", "tench, Tinca tinca");
    assertThat(model.preprocessing().geometry()).isEqualTo(new InputGeometry(256, 224, 224));
    assertThat(model.graph().parameterCount()).isEqualTo(3_538_984 + 1281);
    assertThat(model.weights().names()).hasSize(262);
    assertThat(model.weights().dtype("classifier.weight")).isEqualTo(DType.F32);
    assertThat(ModelArtifact.parse(model.bytes()).digest()).isEqualTo(model.digest());
  }

  @Test
  void theBirdsModelKeepsItsHalves() throws Exception {
    ModelArtifact model = ModelDirectory.read(Reference.require().resolve("models/birds"));

    assertThat(model.labels()).hasSize(965).contains("Aramus guarauna (Limpkin)");
    assertThat(model.weights().dtype("classifier.weight")).isEqualTo(DType.F16);
    assertThat(model.bytes()).hasSizeLessThan(7_100_000);
    assertThat(ModelArtifact.parse(model.bytes()).digest()).isEqualTo(model.digest());
  }

  /** Digests are part of users' predictions, signatures and topics, so they must never change. */
  @ParameterizedTest
  @CsvSource({
    "imagenet, cfa14afd9023d2f4342ac2386cbeaa3caa2884962d305e693ee8749cd6421071",
    "birds, 1061b1c9fa24312096b84416fc55f338fe6d4a34aa8a1f49ac41da3aba8f2bf3"
  })
  void digestsStayWhatTheyAre(String name, String digest) throws Exception {
    ModelArtifact model = ModelDirectory.read(Reference.require().resolve("models/" + name));

    assertThat(model.digest()).isEqualTo(digest);
    assertThat(model.scores()).isEqualTo(Scores.SOFTMAX);
  }

  @Test
  void aGitLfsPointerIsNamedAsWhatItIs() {
    Path directory = Reference.require().resolve("odd/lfs-pointer");
    assertThatThrownBy(() -> ModelDirectory.read(directory))
        .isInstanceOf(InvalidModelException.class)
        .hasMessage(
            directory.resolve("model.safetensors")
                + ": expected weights in safetensors format, found a Git LFS pointer to a file of"
                + " 9085340 bytes; run 'git lfs pull' in this directory, or download the file"
                + " itself");
  }

  @Test
  void goldenFilesAreRead() throws Exception {
    NamedTensors golden =
        SafetensorsReader.read(Reference.require().resolve("golden-imagenet.safetensors"));

    assertThat(golden.dtype("input_rgb")).isEqualTo(DType.U8);
    assertThat(golden.shape("input_rgb")).hasToString("[6, 224, 224, 3]");
    assertThat(golden.tensor("logits").values()).hasSize(6 * 1001);
    assertThat(golden.metadata()).containsKey("note");
  }

  /** The golden logits were computed in double precision from the same pixels. */
  @ParameterizedTest
  @ValueSource(strings = {"imagenet", "birds"})
  void anArtifactPredictsWhatItsDirectoryDoes(String name) throws Exception {
    Path reference = Reference.require();
    ModelArtifact model =
        ModelArtifact.parse(ModelDirectory.read(reference.resolve("models/" + name)).bytes());
    NamedTensors golden =
        SafetensorsReader.read(reference.resolve("golden-" + name + ".safetensors"));
    ByteBuffer images = golden.bytes("input_rgb");
    float[] expected = golden.tensor("logits").values();
    Classifier classifier = new Classifier(model.compile(KernelProvider.select(KernelChoice.AUTO)));
    int classes = model.labels().size();
    byte[] image = new byte[224 * 224 * 3];

    for (int index = 0; index < 6; index++) {
      images.get(image);
      classifier.run(image);

      assertThat(classifier.logits())
          .containsExactly(
              Arrays.copyOfRange(expected, index * classes, (index + 1) * classes),
              Offset.offset(1e-3f));
    }
  }
}
