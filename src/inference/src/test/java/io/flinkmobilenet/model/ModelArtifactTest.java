package io.flinkmobilenet.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinkmobilenet.architecture.MobileNetV2;
import io.flinkmobilenet.kernel.ScalarKernels;
import io.flinkmobilenet.network.Classifier;
import io.flinkmobilenet.network.Plan;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelArtifactTest {
  @Test
  void theSameModelHasTheSameBytesAndDigest(@TempDir Path directory) throws Exception {
    TestModels.writeDirectory(directory, 1, 32, 5);

    ModelArtifact read = ModelDirectory.read(directory);

    assertThat(read.bytes()).isEqualTo(TestModels.artifact(1, 32, 5).bytes());
    assertThat(ModelDirectory.read(directory).digest()).isEqualTo(read.digest());
    assertThat(ModelArtifact.parse(read.bytes().clone()).digest()).isEqualTo(read.digest());
    assertThat(TestModels.artifact(2, 32, 5).digest()).isNotEqualTo(read.digest());
    assertThat(read.digest())
        .isEqualTo(
            HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(read.bytes())));
  }

  @Test
  void mayBeInSeveralArrays() throws Exception {
    ModelArtifact whole = TestModels.artifact(1, 32, 5);
    byte[] bytes = whole.bytes();
    List<byte[]> parts = new ArrayList<>();
    for (int from = 0; from < bytes.length; from += 4001) {
      parts.add(Arrays.copyOfRange(bytes, from, Math.min(from + 4001, bytes.length)));
    }

    ModelArtifact read = ModelArtifact.parse(parts, whole.digest());

    assertThat(read.bytes()).isEqualTo(bytes);
    for (String name : whole.weights().names()) {
      assertThat(read.weights().tensor(name).values())
          .isEqualTo(whole.weights().tensor(name).values());
    }
    assertThatThrownBy(() -> ModelArtifact.parse(parts, "0".repeat(64)))
        .isInstanceOf(DigestMismatchException.class)
        .hasMessage(
            "expected digest %s, found %s of %d bytes"
                .formatted("0".repeat(64), whole.digest(), bytes.length));
  }

  /** Protects the canonical form: published digests must stay the same on every JDK. */
  @Test
  void theDigestOfAKnownModelStaysWhatItIs() {
    assertThat(TestModels.artifact(1, 32, 5).digest())
        .isEqualTo("29b4f677a9d0d412a2ffa55a58abb70faeb37f2ed431562b5153c4e1870f3441");
  }

  @Test
  void whatWasReadIsThere() throws Exception {
    ModelArtifact model = ModelArtifact.parse(TestModels.artifact(1, 32, 5).bytes());

    assertThat(model.labels())
        .containsExactly("class 0", "class 1", "class 2", "class 3", "class 4");
    assertThat(model.preprocessing().geometry().shortestEdge()).isEqualTo(36);
    assertThat(((MobileNetV2.Config) model.config()).widthMultiplier()).isEqualTo(0.35);
    assertThat(model.graph().output("logits").channels()).isEqualTo(5);
  }

  @Test
  void differentSeedsAndImagesGiveDifferentLogits() throws Exception {
    byte[] image = new byte[32 * 32 * 3];
    byte[] noise = image.clone();
    new Random(5).nextBytes(noise);

    float[] first = logits(TestModels.artifact(1, 32, 5), noise);

    assertThat(first).doesNotContain(Float.NaN);
    assertThat(logits(TestModels.artifact(1, 32, 5), noise)).containsExactly(first);
    assertThat(logits(TestModels.artifact(2, 32, 5), noise)).isNotEqualTo(first);
    assertThat(logits(TestModels.artifact(1, 32, 5), image)).isNotEqualTo(first);
  }

  private static float[] logits(ModelArtifact model, byte[] image) throws InvalidModelException {
    Plan plan = model.compile(new ScalarKernels());
    Classifier classifier = new Classifier(plan);
    classifier.run(image);
    return classifier.logits().clone();
  }
}
