package io.flinkmobilenet.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinkmobilenet.tensor.DType;
import io.flinkmobilenet.tensor.Shape;
import io.flinkmobilenet.weights.safetensors.SafetensorsWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoldenImagesTest {
  private static final int CLASSES = 3;
  private static final GoldenImage IMAGE =
      new GoldenImage("stop.jpg", new byte[] {1, 2, 3}, new float[] {0.5f, -2, 7});

  private final ModelArtifact plain = TestModels.artifact(1, 32, CLASSES);

  @Test
  void imagesComeBackFromTheBytesAndChangeTheDigest() throws Exception {
    GoldenImage other = new GoldenImage("x", new byte[GoldenImage.MAX_BYTES], new float[CLASSES]);

    ModelArtifact golden = plain.withGolden(List.of(IMAGE, other));

    ModelArtifact parsed = ModelArtifact.parse(golden.bytes().clone());
    assertThat(parsed.golden()).extracting(GoldenImage::name).containsExactly("stop.jpg", "x");
    assertThat(parsed.golden().get(0).encoded()).containsExactly(1, 2, 3);
    assertThat(parsed.golden().get(0).logits()).containsExactly(0.5f, -2, 7);
    assertThat(parsed.weights().names()).isEqualTo(plain.weights().names());
    assertThat(golden.digest()).isNotEqualTo(plain.digest());
    assertThat(plain.golden()).isEmpty();
    assertThat(golden.withGolden(List.of()).digest()).isEqualTo(plain.digest());
  }

  @Test
  void aWrittenFolderHasTheSameDigestAndItsWeightsAloneHaveNoImages(@TempDir Path folder)
      throws Exception {
    ModelArtifact golden = plain.withGolden(List.of(IMAGE));

    ModelDirectory.write(golden, folder);

    assertThat(ModelDirectory.read(folder).digest()).isEqualTo(golden.digest());
    assertThat(ModelDirectory.weights(folder.resolve("model.safetensors")).names())
        .isEqualTo(plain.weights().names());
  }

  @Test
  void imagesBeyondTheLimitsAreRefused() {
    assertRefused(Collections.nCopies(17, IMAGE), "golden_images: expected an array of 1 to 16");
    assertRefused(
        List.of(new GoldenImage("x", new byte[GoldenImage.MAX_BYTES + 1], IMAGE.logits())),
        "golden_images.0.image: expected 1 to 262144 elements of U8 in one dimension, found [262145]");
    assertRefused(
        List.of(new GoldenImage("x", new byte[0], IMAGE.logits())),
        "golden_images.0.image: expected 1 to 262144 elements");
    assertRefused(
        List.of(IMAGE, new GoldenImage("x", IMAGE.encoded(), new float[CLASSES + 1])),
        "golden_images.1.logits: expected 3 elements of F32 in one dimension, found [4]");
    assertRefused(
        List.of(new GoldenImage("x", IMAGE.encoded(), new float[] {0, Float.NaN, 0})),
        "golden_images.0.logits: expected finite logits, found NaN at index 1");
    for (String name : List.of("", "a\nb", "x".repeat(201))) {
      assertRefused(
          List.of(new GoldenImage(name, IMAGE.encoded(), IMAGE.logits())),
          "golden_images: 0: expected the name of an image, 1 to 200 printable characters");
    }
  }

  private void assertRefused(List<GoldenImage> images, String message) {
    assertThatThrownBy(() -> plain.withGolden(images))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageContaining(message);
  }

  @Test
  void damagedArtifactsAreRefused() {
    assertThatThrownBy(() -> ModelArtifact.parse(artifact("[\"x\"]", null)))
        .hasMessageContaining("expected a tensor golden_images.0.image of a golden image");
    assertThatThrownBy(() -> ModelArtifact.parse(artifact("[\"x\"]", Shape.of(1, 1))))
        .hasMessageContaining("found [1, 1] of U8");
    assertThatThrownBy(() -> ModelArtifact.parse(artifact("{}", null)))
        .hasMessageContaining("expected an array");
    assertThatThrownBy(() -> ModelArtifact.parse(artifact("[7]", null)))
        .hasMessageContaining("expected the name of an image");
    // Without names, the tensors of images are parameters that the network does not have.
    assertThatThrownBy(() -> ModelArtifact.parse(artifact(null, Shape.of(1))))
        .hasMessageContaining("expected no tensor golden_images.0.image in this network");
  }

  /** The artifact with what golden images add to it, as another program may write it. */
  private byte[] artifact(String names, Shape image) {
    SafetensorsWriter writer = new SafetensorsWriter();
    plain.weights().metadata().forEach(writer::metadata);
    if (names != null) {
      writer.metadata("golden_images", names);
    }
    for (String name : plain.weights().names()) {
      writer.tensor(
          name,
          plain.weights().dtype(name),
          plain.weights().shape(name),
          plain.weights().bytes(name));
    }
    if (image != null) {
      ByteBuffer bytes = ByteBuffer.allocate(image.elements()).order(ByteOrder.LITTLE_ENDIAN);
      writer.tensor("golden_images.0.image", DType.U8, image, bytes);
    }
    return writer.toBytes();
  }
}
