package io.flinkmobilenet.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ResizerTest {
  private static RgbImage noise() throws InvalidImageException {
    return new ImageDecoder(ImageLimits.DEFAULT).decode(Fixtures.bytes("noise.png"));
  }

  @Test
  void resizesBitByBitAsPillowDoes() throws InvalidImageException {
    RgbImage noise = noise();
    for (String[] row : Fixtures.rows("resized.tsv").toList()) {
      RgbImage expected = Fixtures.image(row, 0);
      RgbImage resized = Resizer.resize(noise, expected.width(), expected.height());
      assertThat(resized.rgb())
          .as("%d x %d", expected.width(), expected.height())
          .isEqualTo(expected.rgb());
    }
  }

  @Test
  void keepsWhiteWhite() {
    byte[] white = new byte[97 * 31 * RgbImage.CHANNELS];
    Arrays.fill(white, (byte) 255);
    RgbImage resized = Resizer.resize(new RgbImage(97, 31, white), 13, 47);
    assertThat(resized.rgb()).containsOnly(255);
  }

  @Test
  void refusesSizesThatNoArrayHolds() {
    RgbImage pixel = new RgbImage(1, 1, new byte[RgbImage.CHANNELS]);
    assertThatIllegalArgumentException().isThrownBy(() -> Resizer.resize(pixel, 0, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> Resizer.resize(pixel, 40_000, 40_000));
  }
}
