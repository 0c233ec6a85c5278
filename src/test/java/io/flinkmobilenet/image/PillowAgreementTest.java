package io.flinkmobilenet.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinkmobilenet.image.Fixtures.Picture;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every format and variant gives the pixels that Pillow's {@code convert("RGB")} gives. */
class PillowAgreementTest {
  private final ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT);

  static List<Picture> exactPictures() {
    return Fixtures.pictures().stream().filter(picture -> !isLossyWebp(picture)).toList();
  }

  static List<Picture> lossyWebpPictures() {
    return Fixtures.pictures().stream().filter(PillowAgreementTest::isLossyWebp).toList();
  }

  private static boolean isLossyWebp(Picture picture) {
    return picture.name().startsWith("lossy");
  }

  @ParameterizedTest
  @MethodSource("exactPictures")
  void decodesBitByBit(Picture picture) throws InvalidImageException {
    RgbImage decoded = decoder.decode(picture.bytes());

    assertThat(decoded.width()).isEqualTo(picture.expected().width());
    assertThat(decoded.height()).isEqualTo(picture.expected().height());
    assertThat(decoded.rgb()).isEqualTo(picture.expected().rgb());
  }

  /**
   * The WebP library repeats each chroma sample where libwebp interpolates. These pictures are as
   * bad a case as there is: their colours change by up to 18 levels a pixel.
   */
  @ParameterizedTest
  @MethodSource("lossyWebpPictures")
  void decodesLossyWebpWithCoarserChroma(Picture picture) throws InvalidImageException {
    byte[] decoded = decoder.decode(picture.bytes()).rgb();
    byte[] expected = picture.expected().rgb();

    assertThat(meanDifference(grey(decoded), grey(expected))).isLessThan(1);
    assertThat(meanDifference(decoded, expected)).isLessThan(4);
  }

  private static byte[] grey(byte[] rgb) {
    byte[] grey = new byte[rgb.length / 3];
    for (int i = 0; i < grey.length; i++) {
      int red = 299 * (rgb[3 * i] & 0xff);
      int green = 587 * (rgb[3 * i + 1] & 0xff);
      grey[i] = (byte) ((red + green + 114 * (rgb[3 * i + 2] & 0xff)) / 1000);
    }
    return grey;
  }

  private static double meanDifference(byte[] some, byte[] others) {
    assertThat(some).hasSameSizeAs(others);
    double sum = 0;
    for (int i = 0; i < some.length; i++) {
      sum += Math.abs((some[i] & 0xff) - (others[i] & 0xff));
    }
    return sum / some.length;
  }
}
