package io.flinkmobilenet.stream.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinkmobilenet.kernel.KernelProvider;
import io.flinkmobilenet.kernel.Kernels;
import io.flinkmobilenet.kernel.ScalarKernels;
import io.flinkmobilenet.model.GoldenImage;
import io.flinkmobilenet.model.InvalidModelException;
import io.flinkmobilenet.model.ModelArtifact;
import io.flinkmobilenet.model.TestModels;
import io.flinkmobilenet.simd.KernelChoice;
import io.flinkmobilenet.stream.TestPictures;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class GoldenCheckTest {
  private static final ModelArtifact PLAIN = TestModels.artifact(1, 32, 10);

  @Test
  void theKernelsOfThisMachineGiveTheLogitsOfTheScalarKernels() throws Exception {
    List<GoldenImage> images = new ArrayList<>();
    GoldenReference reference = new GoldenReference(PLAIN);
    images.add(reference.image("a.png", TestPictures.png(1, 64, 48)));
    images.add(reference.image("b.jpg", TestPictures.jpeg(2, 300, 200)));
    ModelArtifact golden = PLAIN.withGolden(images);

    assertThat(images.get(0).logits()).isNotEqualTo(images.get(1).logits());
    GoldenCheck.check(golden, golden.compile(new ScalarKernels()));
    GoldenCheck.check(golden, golden.compile(KernelProvider.select(KernelChoice.AUTO)));
  }

  @Test
  void aDifferenceAboveTheToleranceNamesImageClassAndKernels() throws Exception {
    GoldenImage image = new GoldenReference(PLAIN).image("a.png", TestPictures.png(1, 64, 48));
    float scale = 1;
    for (float logit : image.logits()) {
      scale = Math.max(scale, Math.abs(logit));
    }
    check(tampered(image, 4, 0.9e-3f * scale));

    assertThatThrownBy(() -> check(tampered(image, 4, 3)))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageMatching(
            "golden image a\\.png: expected logits within 0\\.0\\d+ of those of the scalar kernels,"
                + " found a difference of 3\\.00 with the kernels scalar: class 4 has \\S+ instead"
                + " of \\S+");
    float slightlyMore = 1.2e-3f * scale;
    assertThatThrownBy(() -> check(tampered(image, 9, slightlyMore)))
        .hasMessageContaining("class 9 has");
  }

  private static GoldenImage tampered(GoldenImage image, int index, float by) {
    float[] logits = image.logits().clone();
    logits[index] += by;
    return new GoldenImage(image.name(), image.encoded(), logits);
  }

  private static void check(GoldenImage image) throws InvalidModelException {
    ModelArtifact golden = PLAIN.withGolden(List.of(image));
    Kernels kernels = new ScalarKernels();
    GoldenCheck.check(golden, golden.compile(kernels));
  }

  @Test
  void brokenImagesAreRefusedInWords() {
    byte[] png = TestPictures.png(1, 64, 48);
    byte[] text = "no picture".getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> check(new GoldenImage("t", text, new float[10])))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageStartingWith("golden image t: UNSUPPORTED_FORMAT: ");
    assertThatThrownBy(() -> check(new GoldenImage("c", Arrays.copyOf(png, 90), new float[10])))
        .hasMessageStartingWith("golden image c: TRUNCATED_IMAGE: ");
    assertThatThrownBy(() -> new GoldenReference(PLAIN).image("t", text))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageStartingWith("golden image t: ");
  }

  /** The size in the header counts, before memory is taken for the pixels. */
  @Test
  void imagesOfTooManyPixelsAreRefused() {
    byte[] png = TestPictures.png(1, 64, 48);
    // Width and height are in bytes 16 to 23, after the signature and the head of the first chunk.
    png[17] = 1;
    png[21] = 1;

    assertThatThrownBy(() -> check(new GoldenImage("large", png, new float[10])))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageStartingWith("golden image large: ");
  }
}
