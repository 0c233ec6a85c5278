package io.flinkmobilenet.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinkmobilenet.image.Fixtures.Picture;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every format and variant gives the pixels that Pillow's {@code convert("RGB")} gives. */
class PillowAgreementTest {
  static List<Picture> pictures() {
    return Fixtures.pictures().stream().filter(p -> !p.name().startsWith("lossy")).toList();
  }

  @ParameterizedTest
  @MethodSource("pictures")
  void decodes(Picture picture) throws InvalidImageException {
    RgbImage decoded = new ImageDecoder(ImageLimits.DEFAULT).decode(picture.bytes());

    assertThat(decoded.width()).isEqualTo(picture.expected().width());
    assertThat(decoded.height()).isEqualTo(picture.expected().height());
    assertThat(decoded.rgb()).isEqualTo(picture.expected().rgb());
  }
}
