package io.flinkmobilenet.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinkmobilenet.Reference;
import io.flinkmobilenet.geometry.InputGeometry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Real photographs, from file to network input, equal Pillow's results bit for bit. */
class GoldenInputTest {
  private static final InputGeometry GEOMETRY = new InputGeometry(256, 224, 224);
  private static final int IMAGES = 6;
  private static final int INPUT_BYTES = 224 * 224 * RgbImage.CHANNELS;

  @Test
  void photographsBecomeTheReferenceInputs() throws Exception {
    Path reference = Reference.require();
    byte[] golden = goldenInputs(reference.resolve("golden-imagenet.safetensors"));
    ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT);
    List<Path> images;
    try (Stream<Path> files = Files.list(reference.resolve("images"))) {
      images = files.sorted().toList();
    }
    for (int i = 0; i < IMAGES; i++) {
      RgbImage decoded = decoder.decode(Files.readAllBytes(images.get(i)));
      byte[] input = Normaliser.normalise(decoded, GEOMETRY).rgb();
      byte[] expected = Arrays.copyOfRange(golden, i * INPUT_BYTES, (i + 1) * INPUT_BYTES);
      assertThat(input).as(images.get(i).getFileName().toString()).isEqualTo(expected);
    }
  }

  /** The first tensor of the file, {@code input_rgb} U8 [6, 224, 224, 3]. */
  private static byte[] goldenInputs(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      ByteBuffer length = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
      channel.read(length, 0);
      ByteBuffer inputs = ByteBuffer.allocate(IMAGES * INPUT_BYTES);
      channel.read(inputs, 8 + length.getLong(0));
      return inputs.array();
    }
  }
}
