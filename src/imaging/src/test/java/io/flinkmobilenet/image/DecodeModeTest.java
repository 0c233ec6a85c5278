package io.flinkmobilenet.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinkmobilenet.geometry.InputGeometry;
import io.flinkmobilenet.geometry.Resize;
import io.flinkmobilenet.geometry.ResizeFilter;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Decoding at reduced size if an image has many times the pixels that are needed. */
class DecodeModeTest {
  @ParameterizedTest
  @CsvSource({
    "375, 256, 1",
    "511, 256, 1",
    "1024, 256, 2",
    "3000, 256, 4",
    "6000, 256, 8",
    "200, 96, 1",
    "240, 96, 1",
    "400, 96, 2",
    "1, 256, 1"
  })
  void leavesTwiceAsManyPixelsAsAreNeeded(int shorter, int edge, int reduction) {
    InputGeometry geometry = new InputGeometry(edge, 32, 32);
    assertThat(DecodeMode.FAST.reduction(shorter, 9000, geometry)).isEqualTo(reduction);
    assertThat(DecodeMode.EXACT.reduction(9000, shorter, geometry)).isEqualTo(1);
  }

  /** Stretching needs enough pixels along each edge, however long the other one is. */
  @ParameterizedTest
  @CsvSource({"3200, 400, 100, 100, 2", "400, 3200, 100, 100, 2", "3200, 1600, 400, 100, 4"})
  void leavesTwiceAsManyPixelsOfBothEdgesAsStretchingNeeds(
      int width, int height, int toWidth, int toHeight, int reduction) {
    InputGeometry geometry = new InputGeometry(Resize.stretch(toWidth, toHeight), 50, 50);
    assertThat(DecodeMode.FAST.reduction(width, height, geometry)).isEqualTo(reduction);
  }

  @Test
  void decodesEveryPixelOfAnImageThatKeepsItsSize() {
    InputGeometry geometry = new InputGeometry(Resize.none(), 32, 32);
    assertThat(DecodeMode.FAST.reduction(9000, 9000, geometry)).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"400, 333, 48", "801, 603, 48", "1203, 1604, 64", "640, 480, 20"})
  void hardlyChangesWhatTheNetworkSees(int width, int height, int edge) throws Exception {
    byte[] jpeg = image(width, height);
    for (ResizeFilter filter : ResizeFilter.values()) {
      Resize resize = Resize.shortestEdge(edge).with(filter);
      InputGeometry geometry = new InputGeometry(resize, edge - 3, edge);
      boolean exactOnly = filter == ResizeFilter.NEAREST || filter == ResizeFilter.BOX;
      assertThat(DecodeMode.FAST.reduction(width, height, geometry) > 1).isEqualTo(!exactOnly);

      byte[] exact = decode(jpeg, DecodeMode.EXACT, geometry);
      byte[] fast = decode(jpeg, DecodeMode.FAST, geometry);

      double sum = 0;
      for (int i = 0; i < exact.length; i++) {
        sum += Math.abs((exact[i] & 0xff) - (fast[i] & 0xff));
      }
      assertThat(sum / exact.length)
          .as("%s", filter)
          .isLessThan(exactOnly ? Double.MIN_VALUE : 1.5);
    }
  }

  @Test
  void exactIsWhatTheNormaliserMakesOfTheWholeImage() throws Exception {
    byte[] jpeg = image(800, 600);
    InputGeometry geometry = new InputGeometry(64, 60, 50);
    RgbImage whole = new ImageDecoder(ImageLimits.DEFAULT).decode(jpeg);

    assertThat(decode(jpeg, DecodeMode.EXACT, geometry))
        .isEqualTo(Normaliser.normalise(whole, geometry).rgb());
  }

  private static byte[] decode(byte[] jpeg, DecodeMode mode, InputGeometry geometry)
      throws InvalidImageException {
    return new ImageDecoder(ImageLimits.DEFAULT, mode).decode(jpeg, geometry).rgb();
  }

  private static byte[] image(int width, int height) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setPaint(new GradientPaint(0, 0, Color.ORANGE, width, height, Color.BLUE));
    graphics.fillRect(0, 0, width, height);
    Random random = new Random(width);
    for (int i = 0; i < 60; i++) {
      graphics.setColor(new Color(random.nextInt(1 << 24)));
      int size = 20 + random.nextInt(width / 4);
      graphics.fillOval(random.nextInt(width), random.nextInt(height), size, size);
    }
    graphics.dispose();
    ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
    ImageIO.write(image, "jpeg", jpeg);
    return jpeg.toByteArray();
  }
}
