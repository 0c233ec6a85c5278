package io.flinkmobilenet.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinkmobilenet.image.Fixtures.Fixture;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every format and variant gives the pixels that Pillow's {@code convert("RGB")} gives. */
class PillowAgreementTest {
  private final ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT);

  static List<Fixture> pictures() {
    return Fixtures.pictures();
  }

  @ParameterizedTest
  @MethodSource("pictures")
  void decodesBitByBit(Fixture picture) throws InvalidImageException {
    RgbImage decoded = decoder.decode(picture.bytes());

    assertThat(decoded.width()).isEqualTo(picture.expected().width());
    assertThat(decoded.height()).isEqualTo(picture.expected().height());
    assertThat(decoded.rgb()).isEqualTo(picture.expected().rgb());
  }
}
