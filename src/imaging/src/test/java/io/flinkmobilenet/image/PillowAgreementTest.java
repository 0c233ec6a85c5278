package io.flinkmobilenet.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinkmobilenet.image.Fixtures.Fixture;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every format and variant gives the pixels that Pillow's {@code convert("RGB")} gives. */
class PillowAgreementTest {
  private final ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT);

  static List<Fixture> images() {
    return Fixtures.images();
  }

  @ParameterizedTest
  @MethodSource("images")
  void decodesBitByBit(Fixture image) throws InvalidImageException {
    RgbImage decoded = decoder.decode(image.bytes());

    assertThat(decoded.width()).isEqualTo(image.expected().width());
    assertThat(decoded.height()).isEqualTo(image.expected().height());
    assertThat(decoded.rgb()).isEqualTo(image.expected().rgb());
  }
}
