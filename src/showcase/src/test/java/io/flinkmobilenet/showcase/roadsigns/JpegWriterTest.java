package io.flinkmobilenet.showcase.roadsigns;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JpegWriterTest {
  /** 4:2:0 loses detail that is in colour only, so the grey levels are compared. */
  @ParameterizedTest
  @CsvSource({"320,240,95,1.6", "320,240,35,8", "65,71,95,1.6", "64,80,50,7"})
  void whatJavaDecodesIsWhatWasEncoded(int width, int height, int quality, double tolerance)
      throws IOException {
    Canvas canvas = image(width, height);

    byte[] jpeg = new JpegWriter().encode(canvas, quality);
    BufferedImage decoded = ImageIO.read(new ByteArrayInputStream(jpeg));

    assertThat(decoded.getWidth()).isEqualTo(width);
    assertThat(decoded.getHeight()).isEqualTo(height);
    assertThat(greyDifference(canvas.image(), decoded)).isLessThan(tolerance);
  }

  @Test
  void oneEncoderTakesOneImageAfterTheOther() {
    JpegWriter file = new JpegWriter();
    byte[] first = file.encode(image(64, 64), 80);
    file.encode(image(80, 72), 40);

    assertThat(file.encode(image(64, 64), 80)).isEqualTo(first);
  }

  @Test
  void aFlatImageStaysFlat() throws IOException {
    Canvas canvas = Canvas.opaque(64, 64);
    canvas.bar(0, 0, 64, 64, 0x305080);

    BufferedImage decoded =
        ImageIO.read(new ByteArrayInputStream(new JpegWriter().encode(canvas, 95)));

    for (int y = 0; y < 64; y++) {
      for (int x = 0; x < 64; x++) {
        assertThat(grey(decoded.getRGB(x, y))).isBetween(74, 80);
      }
    }
  }

  private static Canvas image(int width, int height) {
    Canvas canvas = Canvas.opaque(width, height);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int red = 255 * x / width;
        int green = 128 + (int) (90 * StrictMath.sin(x * y / 700.0));
        int blue = 255 * y / height;
        canvas.pixels()[y * width + x] = red << 16 | green << 8 | blue;
      }
    }
    return canvas;
  }

  /** Root of the mean square. */
  private static double greyDifference(BufferedImage one, BufferedImage other) {
    double sum = 0;
    for (int y = 0; y < one.getHeight(); y++) {
      for (int x = 0; x < one.getWidth(); x++) {
        double difference = grey(one.getRGB(x, y)) - grey(other.getRGB(x, y));
        sum += difference * difference;
      }
    }
    return Math.sqrt(sum / (one.getWidth() * one.getHeight()));
  }

  private static int grey(int rgb) {
    return (299 * (rgb >> 16 & 0xFF) + 587 * (rgb >> 8 & 0xFF) + 114 * (rgb & 0xFF)) / 1000;
  }
}
