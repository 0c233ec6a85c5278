package io.flinkmobilenet.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinkmobilenet.geometry.InputGeometry;
import io.flinkmobilenet.geometry.Resize;
import io.flinkmobilenet.image.Fixtures.Fixture;
import io.flinkmobilenet.image.arithmetic.ScalarPixels;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Images of all formats are brought to the network's geometry row by row. */
class RowReadingTest {
  /** Bytes for the header of a file and the objects of one run, besides the pixels. */
  private static final int BESIDES = 12_000;

  private final ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT, DecodeMode.EXACT);

  static List<Fixture> images() {
    return Fixtures.images();
  }

  @ParameterizedTest
  @MethodSource("images")
  void givesWhatTheWholeImageGives(Fixture image) throws InvalidImageException {
    RgbImage whole = decoder.decode(image.bytes());
    for (InputGeometry geometry :
        List.of(
            new InputGeometry(8, 5, 7),
            new InputGeometry(32, 32, 32),
            new InputGeometry(Resize.none(), 21, 40),
            new InputGeometry(Resize.none(), whole.width(), whole.height(), true),
            new InputGeometry(9, 30, 21),
            new InputGeometry(Resize.stretch(20, 7), 20, 7),
            new InputGeometry(Resize.stretch(7, 20), 12, 9))) {
      RgbImage expected = Normaliser.normalise(whole, geometry);
      assertThat(decoder.decode(image.bytes(), geometry).rgb()).isEqualTo(expected.rgb());
    }
  }

  @ParameterizedTest
  @MethodSource("images")
  void givesSeveralGeometriesTheSamePixelsAsEachAlone(Fixture image) throws InvalidImageException {
    for (DecodeMode mode : DecodeMode.values()) {
      ImageDecoder together = new ImageDecoder(ImageLimits.DEFAULT, mode);
      ImageDecoder alone = new ImageDecoder(ImageLimits.DEFAULT, mode);
      List<InputGeometry> geometries =
          List.of(
              new InputGeometry(8, 5, 7),
              new InputGeometry(Resize.stretch(7, 20), 12, 9),
              new InputGeometry(Resize.none(), 1234, 4321, true),
              new InputGeometry(1, 1, 1),
              new InputGeometry(32, 32, 32));
      List<RgbImage> images = together.decode(image.bytes(), geometries);
      assertThat(images.get(2)).as("no image has this size").isNull();
      for (int i : new int[] {0, 1, 3, 4}) {
        assertThat(images.get(i).rgb())
            .as("%s %s", mode, geometries.get(i))
            .isEqualTo(alone.decode(image.bytes(), geometries.get(i)).rgb());
      }
    }
  }

  @Test
  void refusesAnImageThatNoGeometryTakesWithTheFirstReason() {
    List<InputGeometry> geometries =
        List.of(
            new InputGeometry(Resize.none(), 1234, 1, true),
            new InputGeometry(Resize.none(), 4321, 1, true));
    assertThatThrownBy(() -> decoder.decode(images().get(0).bytes(), geometries))
        .isInstanceOf(InvalidImageException.class)
        .hasMessageContaining("takes only 1234 x 1");
  }

  /** Only a few rows and the result are in memory, and for an interlaced GIF all its indices. */
  @ParameterizedTest
  @CsvSource({"png, 0", "gif, 1", "bmp, 0"})
  void makesNoSecondImage(String format, int perPixel) throws Exception {
    int width = 1500;
    int height = 1000;
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    Random random = new Random(4);
    for (int i = 0; i < width * height; i += 7) {
      image.setRGB(i % width, i / width, random.nextInt());
    }
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    ImageIO.write(image, format, written);
    byte[] file = written.toByteArray();
    InputGeometry geometry = new InputGeometry(256, 224, 224);
    // Vectors are objects on the heap until the kernels have been compiled.
    ImageDecoder scalar =
        new ImageDecoder(ImageLimits.DEFAULT, DecodeMode.EXACT, new ScalarPixels());
    scalar.decode(file, geometry);

    long allocated = Allocation.of(() -> scalar.decode(file, geometry));

    assertThat(allocated).isLessThan(400_000 + perPixel * width * height);
  }

  /** Tables and weights are those of the image before, and memory is reused. */
  @Test
  void ofASmallImageLikeTheOneBeforeAllocateLittleButTheResult() throws Exception {
    BufferedImage image = new BufferedImage(320, 240, BufferedImage.TYPE_3BYTE_BGR);
    Random random = new Random(4);
    for (int i = 0; i < 320 * 240; i += 7) {
      image.setRGB(i % 320, i / 320, random.nextInt());
    }
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    ImageIO.write(image, "jpg", written);
    byte[] file = written.toByteArray();
    InputGeometry geometry = new InputGeometry(96, 96, 96);
    ImageDecoder scalar =
        new ImageDecoder(ImageLimits.DEFAULT, DecodeMode.FAST, new ScalarPixels());
    scalar.decode(file, geometry);

    long allocated = Allocation.of(() -> scalar.decode(file, geometry));

    assertThat(allocated).isLessThan(96 * 96 * 3 + BESIDES);
  }
}
